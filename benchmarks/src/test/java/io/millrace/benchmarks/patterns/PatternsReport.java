package io.millrace.benchmarks.patterns;

import io.millrace.benchmarks.patterns.run.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints figures as they come, compares what was found, and writes all down as Markdown. */
final class PatternsReport {

    private static final String LINE = "%-24s %11s %11s %12s %9s %11s %6s  %s%n";
    private static final List<String> TITLES = List.of("run", "events", "events/s", "/engine CPU-s", "CPU s",
            "matches", "load", "found");
    /** Not run here, since Esper's licence is the GPL; the README says where they are from. */
    private static final List<List<String>> PUBLISHED = List.of(
            List.of("esper 9, past-last", "2,000,000", "", "211,449", "", "", "", "measured elsewhere"),
            List.of("esper 9, no-skip", "2,000,000", "", "148,177", "", "", "", "measured elsewhere"));

    private final PrintStream out = System.out;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, String> found = new HashMap<>();
    private boolean right = true;

    void list(List<PatternRunSpec> runs) {
        runs.forEach(run -> out.println(run.name()));
    }

    void begin() {
        out.printf(LINE, TITLES.toArray());
    }

    /** Prints a run; empty when it has failed. */
    void add(PatternRunSpec run, Optional<Figures> figures, Path log) {
        if (figures.isEmpty()) {
            right = false;
            print(List.of(run.name(), "", "", "", "", "", load(), "FAILED; see " + log));
            return;
        }
        Figures of = figures.get();
        print(List.of(run.name(), "%,d".formatted(of.events()), "%,.0f".formatted(of.perSecond()),
                "%,.0f".formatted(of.perEngineSecond()), "%.1f".formatted(of.processNanos() / 1e9),
                "%,d".formatted(of.matches()), load(), compare(run, of)));
    }

    private String compare(PatternRunSpec run, Figures figures) {
        if (run.group().isEmpty()) {
            return "-";
        }
        String first = found.putIfAbsent(run.group(), figures.comparable());
        if (first == null || first.equals(figures.comparable())) {
            return figures.comparable();
        }
        right = false;
        return "FAILED: %s instead of %s".formatted(figures.comparable(), first);
    }

    private void print(List<String> row) {
        rows.add(row);
        out.printf(LINE, row.toArray());
    }

    /** Prints what others have published, and writes everything to a file. */
    void end(Path file) throws IOException {
        PUBLISHED.forEach(this::print);
        var text = new StringBuilder("| " + String.join(" | ", TITLES) + " |\n|" + "---|".repeat(TITLES.size()) + "\n");
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        Files.writeString(file, text);
    }

    /** Whether no run has failed, and those that are compared have found the same. */
    boolean isRight() {
        return right;
    }

    private static String load() {
        return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

}
