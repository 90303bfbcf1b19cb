package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.process.WorkFolder;
import io.millrace.benchmarks.windows.latency.LatencyRun;
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

    private static final String LATENCY = "millrace-latency";

    @Option(names = "--events", defaultValue = "8000000", description = "How many events (${DEFAULT-VALUE}).")
    private long events;
    @Option(names = "--rounds", defaultValue = "1", description = "How often each run is done, in turn with the others (${DEFAULT-VALUE}).")
    private int rounds;
    @Option(names = "--runs", split = ",", defaultValue = "*", description = "Which runs, by name; * stands for any letters. All by default.")
    private List<String> names;
    @Option(names = "--list", description = "Only tells the names of the runs.")
    private boolean list;
    @Option(names = "--commit-interval", defaultValue = "100", description = "Milliseconds between the commits of Kafka Streams, Millrace's too (${DEFAULT-VALUE}).")
    private long commitMillis;
    @Option(names = "--jvm", description = "A further option of the JVMs of the runs; can be repeated.")
    private List<String> jvmOptions = List.of();
    @Option(names = "--home", required = true, hidden = true)
    private Path home;
    @Spec
    private CommandSpec command;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new WindowsBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        var chosen = RunCatalogue.all().stream().filter(run -> isAskedFor(run.name())).toList();
        var report = new Report();
        if (list) {
            report.list(chosen.stream().map(RunSpec::name).toList());
            report.list(isAskedFor(LATENCY) ? List.of(LATENCY) : List.of());
            return CommandLine.ExitCode.OK;
        }
        if (chosen.isEmpty() && !isAskedFor(LATENCY)) {
            throw new ParameterException(command.commandLine(), "no run is called " + String.join(" or ", names));
        }
        var folder = new WorkFolder(target().resolve("windows"));
        folder.clear();
        try {
            boolean right = chosen.isEmpty() || measureThroughput(chosen, folder, report);
            if (isAskedFor(LATENCY)) {
                report.add(LatencyRun.measure(home.resolve("millrace"), folder.state(LATENCY), folder.log(LATENCY)));
            }
            report.write(target().resolve("windows.md"));
            return right ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            folder.clearData();
        }
    }

    private boolean measureThroughput(List<RunSpec> chosen, WorkFolder folder, Report report)
            throws IOException, InterruptedException, ExecutionException {
        var flinkLibraries = target().resolve("flink") + "/*";
        try (var runner = new Runner(folder, flinkLibraries, Duration.ofMillis(commitMillis), jvmOptions)) {
            var load = runner.write(events);
            report.begin(load);
            boolean right = true;
            for (int round = 0; round < rounds; round++) {
                report.beginRound();
                for (var run : chosen) {
                    var measured = runner.measure(run, load);
                    right &= measured.outcome() != Outcome.FAILED;
                    report.add(measured);
                }
            }
            report.compare();
            return right;
        }
    }

    private boolean isAskedFor(String run) {
        return names.stream().anyMatch(name -> run.matches(name.replace("*", ".*")));
    }

    private Path target() {
        return home.resolve("benchmarks").resolve("target");
    }

}
