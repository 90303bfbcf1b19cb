package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.windows.load.Load;
import io.millrace.benchmarks.windows.measure.Measurement.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures windowed aggregations of Millrace and its peers side by side; see the README of the module. */
@Command(name = "windows.sh", mixinStandardHelpOptions = true, sortOptions = false, description = "Measures windowed aggregations of Millrace, Kafka Streams and Flink over the same events.", exitCodeListHeading = "Exit codes:%n", exitCodeList = {
        "0:every run gave exact totals, or was cut off", "1:a run failed", "2:wrong arguments"})
public final class WindowsBenchmark implements Callable<Integer> {

    @Option(names = "--events", defaultValue = "2000000", description = "How many events (${DEFAULT-VALUE}).")
    private long events;
    @Option(names = "--runs", split = ",", defaultValue = "*", description = "Which runs, by name; * stands for any letters. All by default.")
    private List<String> names;
    @Option(names = "--list", description = "Only tells the names of the runs.")
    private boolean list;
    @Option(names = "--commit-interval", defaultValue = "100", description = "Milliseconds between the commits of Kafka Streams, Millrace's too (${DEFAULT-VALUE}).")
    private long commitMillis;
    @Option(names = "--jvm", description = "A further option of the JVMs of the runs; can be repeated.")
    private List<String> jvmOptions = List.of();
    @Option(names = "--target", required = true, hidden = true)
    private Path target;
    @Spec
    private CommandSpec command;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new WindowsBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        var chosen = RunCatalogue.all().stream().filter(run -> names.stream().anyMatch(run::isCalled)).toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(command.commandLine(), "no run is called " + String.join(" or ", names));
        }
        var report = new Report(System.out);
        if (list) {
            report.list(chosen);
            return CommandLine.ExitCode.OK;
        }
        var folder = new WorkFolder(target.resolve("windows"));
        folder.clear();
        try (var runner = new Runner(folder, target.resolve("flink") + "/*", Duration.ofMillis(commitMillis),
                jvmOptions)) {
            return run(chosen, runner, report);
        } finally {
            folder.clearData();
        }
    }

    private int run(List<RunSpec> chosen, Runner runner, Report report)
            throws IOException, InterruptedException, ExecutionException {
        Load load = runner.write(events);
        report.begin(load);
        boolean failed = false;
        for (var run : chosen) {
            var measured = runner.measure(run, load);
            failed |= measured.outcome() == Outcome.FAILED;
            report.add(measured);
            report.write(target.resolve("windows.md"));
        }
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

}
