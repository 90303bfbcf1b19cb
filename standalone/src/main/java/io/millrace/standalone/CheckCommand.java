package io.millrace.standalone;

import io.millrace.standalone.client.DefinitionCheck;
import io.millrace.standalone.client.PatternTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace check}: validates definitions offline, and tries patterns on recorded events. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Says what is wrong with the definitions of YAML files, with line and column, without a server. "
        + "Rules may speak of metrics and patterns of the same files or of the shipped ones. "
        + "With --against, the patterns are tried on a file of events.")
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, or folders of them")
    private List<Path> files;

    @Option(names = "--against", paramLabel = "EVENTS", description = "a .jsonl or .jsonl.gz file of events: what would the patterns have found?")
    private Path events;

    @Option(names = "--show", defaultValue = "10", paramLabel = "N", description = "matches shown of each pattern (default: ${DEFAULT-VALUE})")
    private int show;

    @Option(names = "--format", defaultValue = "text", paramLabel = "FORMAT", description = "text, or json for all matches as JSON, one a line (default: ${DEFAULT-VALUE})")
    private TrialReport.Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (show < 0) {
            throw new ParameterException(spec.commandLine(), "--show must be 0 or more");
        }
        var shipped = ShippedDefinitions.extractTo(Files.createTempDirectory("millrace-definitions"));
        try {
            var result = new DefinitionCheck(Optional.of(shipped)).check(files);
            result.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
            if (!result.problems().isEmpty()) {
                return 1;
            }
            if (events == null) {
                spec.commandLine().getOut().printf("%d definitions are fine%n", result.definitions());
            } else {
                rehearse();
            }
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(shipped);
        }
    }

    private void rehearse() {
        int limit = format == TrialReport.Format.json ? Integer.MAX_VALUE : show;
        new TrialReport(spec.commandLine().getOut(), spec.commandLine().getErr()).tell(
                PatternTrial.run(files, events, limit), format);
    }

}
