package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.windows.latency.Latency;
import io.millrace.benchmarks.windows.load.Load;
import io.millrace.benchmarks.windows.measure.Measurement;
import io.millrace.benchmarks.windows.measure.Rate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Prints measurements as they come, and writes them down as Markdown. */
final class Report {

    private static final String LINE = "%-28s %10s %10s %10s %10s %9s %6s  %s";

    private final PrintStream out = System.out;
    private final List<List<Measurement>> rounds = new ArrayList<>();
    private Load load;
    private String latency = "";

    /** Prints the names of runs. */
    void list(List<String> runs) {
        runs.forEach(out::println);
    }

    /** Prints what is common to all runs. */
    void begin(Load written) {
        load = written;
        out.printf("%,d events of %d bytes in %d partitions, %d minutes of event time%n", load.events(),
                load.bytes() / Math.max(1, load.events()), Load.PARTITIONS, Load.SPAN.toMinutes());
        out.printf("per second of the clock, and of the application's CPU; warm: after half of the events%n%n");
        out.println(LINE.formatted("run", "warm /s", "/CPU-s", "whole /s", "/CPU-s", "broker s", "load", "totals"));
    }

    /** Begins a round of runs. */
    void beginRound() {
        rounds.add(new ArrayList<>());
    }

    /** Prints a measurement of the round. */
    void add(Measurement measured) {
        rounds.getLast().add(measured);
        out.println(LINE.formatted(measured.run(), figure(measured.warm(), Rate::perSecond),
                figure(measured.warm(), Rate::perCpuSecond), figure(measured.whole(), Rate::perSecond),
                figure(measured.whole(), Rate::perCpuSecond), brokerSeconds(measured), loadAverage(measured),
                outcome(measured)));
    }

    /** Prints how the runs compare to their peers. */
    void compare() {
        comparisons().forEach(out::println);
    }

    /** Prints the latency of an instance. */
    void add(Latency measured) {
        latency = """
                From an event that is sent to an answer that has it: p50 %d ms, p99 %d ms, of %d probes, at %,.0f \
                events/s; the instance can take %,.0f events/s.""".formatted(
                measured.quantile(0.5).toMillis(), measured.quantile(0.99).toMillis(), measured.sorted().size(),
                measured.load(), measured.capacity());
        out.println(latency);
    }

    /** Writes all measurements to a file of Markdown. */
    void write(Path file) throws IOException {
        var text = new StringBuilder();
        if (load != null) {
            writeTable(text);
        }
        Files.writeString(file, text.append(latency).append(System.lineSeparator()));
    }

    private void writeTable(StringBuilder text) {
        text.append("%,d events of %d bytes.%n%n".formatted(load.events(), load.bytes() / Math.max(1, load.events())));
        text.append("| run | warm: events/s | warm: events/CPU-s | whole: events/s | whole: events/CPU-s"
                + " | broker CPU, s | load | totals |\n|---|---|---|---|---|---|---|---|\n");
        for (var measured : rounds.stream().flatMap(List::stream).toList()) {
            text.append("| %s | %s | %s | %s | %s | %s | %s | %s |%n".formatted(measured.run(),
                    figure(measured.warm(), Rate::perSecond), figure(measured.warm(), Rate::perCpuSecond),
                    figure(measured.whole(), Rate::perSecond), figure(measured.whole(), Rate::perCpuSecond),
                    brokerSeconds(measured), loadAverage(measured), outcome(measured)));
        }
        text.append(System.lineSeparator());
        comparisons().forEach(line -> text.append("- ").append(line).append(System.lineSeparator()));
        text.append(System.lineSeparator());
    }

    private List<String> comparisons() {
        var lines = new ArrayList<String>();
        for (var comparison : Comparison.all()) {
            var ratios = comparison.ratios(rounds);
            if (ratios.length > 0) {
                lines.add("%s does %.2f times the events per CPU-second of %s (median of %d, %.2f to %.2f)".formatted(
                        comparison.run(), ratios[ratios.length / 2], comparison.peer(), ratios.length, ratios[0],
                        ratios[ratios.length - 1]));
            }
        }
        return lines;
    }

    private static String figure(Optional<Rate> rate, ToDoubleFunction<Rate> figure) {
        return rate.map(figure::applyAsDouble).filter(Double::isFinite).map("%,.0f"::formatted).orElse("-");
    }

    private static String brokerSeconds(Measurement measured) {
        return measured.whole().map(Rate::brokerCpu).map(Duration::toMillis).map(
                millis -> "%.1f".formatted(millis / 1e3)).orElse("-");
    }

    private static String loadAverage(Measurement measured) {
        return measured.load() < 0 ? "-" : "%.1f".formatted(measured.load());
    }

    private static String outcome(Measurement measured) {
        return switch (measured.outcome()) {
            case RIGHT -> "exact";
            case CUT_OFF -> measured.remark();
            case FAILED -> "FAILED: " + measured.remark();
        };
    }

}
