package io.millrace.standalone;

import io.millrace.event.Timestamps;
import io.millrace.expressions.pattern.RehearsalResult;
import io.millrace.result.PatternMatch;
import io.millrace.result.ResultJson;
import io.millrace.standalone.client.PatternTrial.TrialResult;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Tells what patterns found in a file of events. */
final class TrialReport {

    /** How it is told. */
    enum Format {
        /** For people: a summary of each pattern with its first matches. */
        text,
        /** All matches as JSON, one a line, as they stand on their topic; the summaries go where errors go. */
        json
    }

    private final PrintWriter out;
    private final PrintWriter err;

    TrialReport(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Tells all. */
    void tell(TrialResult result, Format format) {
        tellLines(result);
        for (var pattern : result.patterns()) {
            switch (format) {
                case text -> {
                    out.println(summary(pattern));
                    pattern.matches().forEach(match -> out.println("  " + line(match)));
                    long more = pattern.counts().matches() - pattern.matches().size();
                    if (more > 0) {
                        out.printf("  and %,d more%n", more);
                    }
                }
                case json -> {
                    err.println(summary(pattern));
                    pattern.matches().forEach(
                            match -> out.println(new String(ResultJson.write(match), StandardCharsets.UTF_8)));
                }
            }
        }
        out.flush();
        err.flush();
    }

    private void tellLines(TrialResult result) {
        if (result.unreadable() > 0) {
            err.printf("%,d lines are no events and were left out%n", result.unreadable());
            result.problems().forEach(problem -> err.println("  " + problem));
        }
        if (result.duplicates() > 0) {
            err.printf("%,d events had an id that had come before and were left out%n", result.duplicates());
        }
    }

    private static String summary(RehearsalResult pattern) {
        var counts = pattern.counts();
        var text = new StringBuilder("%s: %,d matches, %,d timeouts, %,d open; %,d of %,d events, %,d keys".formatted(
                pattern.pattern(), counts.matches(), counts.timeouts(), counts.open(), counts.concerned(),
                counts.events(), counts.keys()));
        note(text, counts.withoutKey(), "without key");
        note(text, counts.failed(), "with a key that failed");
        note(text, counts.refused(), "too large");
        note(text, counts.overflows(), "runs dropped for a limit");
        note(text, counts.measuresFailed(), "measures failed");
        if (pattern.first() != null) {
            text.append("; ").append(Timestamps.format(pattern.first())).append(" to ").append(
                    Timestamps.format(pattern.last()));
        }
        return text.toString();
    }

    private static void note(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", %,d %s".formatted(count, what));
        }
    }

    private static String line(PatternMatch match) {
        var events = match.events().entrySet().stream().map(taken -> taken.getValue().size() == 1
                ? taken.getKey()
                : taken.getKey() + " x" + taken.getValue().size()).collect(Collectors.joining(", "));
        var measures = match.measures().isEmpty() ? "" : "  " + match.measures();
        return "%s to %s  %s/%s  %s%s".formatted(Timestamps.format(match.start()), Timestamps.format(match.end()),
                match.tenantId(), match.key(), events, measures);
    }

}
