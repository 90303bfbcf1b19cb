package io.millrace.benchmarks.patterns;

import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.PatternRunMain;
import io.millrace.benchmarks.process.JavaProcess;
import io.millrace.benchmarks.process.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures pattern matching of Millrace and Flink CEP side by side; see the README of the module. */
@Command(name = "patterns.sh", mixinStandardHelpOptions = true, sortOptions = false, description = "Measures pattern matching of Millrace and Flink CEP over the same events.", exitCodeListHeading = "Exit codes:%n", exitCodeList = {
        "0:all that is compared has found the same", "1:a run failed, or found something else", "2:wrong arguments"})
public final class PatternsBenchmark implements Callable<Integer> {

    private static final String HEAP = "3g";
    /** How long a run may take; Flink has needed some minutes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Option(names = "--events", defaultValue = "2000000", description = "How many events (${DEFAULT-VALUE}).")
    private long events;
    @Option(names = "--flink-events", defaultValue = "600000", description = "How many events Flink is given, and up to which of them matches are compared (${DEFAULT-VALUE}).")
    private long flinkEvents;
    @Option(names = "--runs", split = ",", defaultValue = "*", description = "Which runs, by name; * stands for any letters. All by default.")
    private List<String> names;
    @Option(names = "--list", description = "Only tells the names of the runs.")
    private boolean list;
    @Option(names = "--jvm", description = "A further option of the JVMs of the runs; can be repeated.")
    private List<String> jvmOptions = List.of();
    @Option(names = "--home", required = true, hidden = true)
    private Path home;
    @Spec
    private CommandSpec command;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new PatternsBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        var chosen = new PatternRunCatalogue(events, flinkEvents).all().stream().filter(this::isAskedFor).toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(command.commandLine(), "no run is called " + String.join(" or ", names));
        }
        var report = new PatternsReport();
        if (list) {
            report.list(chosen);
            return CommandLine.ExitCode.OK;
        }
        var target = home.resolve("benchmarks").resolve("target");
        var folder = new WorkFolder(target.resolve("patterns"));
        folder.clear();
        report.begin();
        try (var broker = new EventBroker(folder, Math.min(events, flinkEvents))) {
            for (var run : chosen) {
                report.add(run, measure(run, folder, broker), folder.log(run.name()));
            }
        }
        report.end(target.resolve("patterns.md"));
        folder.clearData();
        return report.isRight() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Optional<Figures> measure(PatternRunSpec run, WorkFolder folder, EventBroker broker)
            throws IOException, InterruptedException, ExecutionException {
        var options = new ArrayList<>(jvmOptions);
        if (run.needsBroker()) {
            options.add(broker.renewed());
        }
        var figures = folder.state(run.name()).resolve("figures");
        var arguments = new ArrayList<>(List.of(run.type(), figures.toString()));
        arguments.addAll(run.order().toArguments());
        try (var java = JavaProcess.start(PatternRunMain.class, "", HEAP, options, arguments,
                folder.log(run.name()))) {
            boolean ended = java.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return ended && java.process().exitValue() == 0
                    ? Optional.of(Figures.ofText(Files.readString(figures)))
                    : Optional.empty();
        }
    }

    private boolean isAskedFor(PatternRunSpec run) {
        return names.stream().anyMatch(name -> run.name().matches(name.replace("*", ".*")));
    }

}
