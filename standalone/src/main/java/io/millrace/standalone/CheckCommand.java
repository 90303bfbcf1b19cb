package io.millrace.standalone;

import io.millrace.standalone.client.DefinitionCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace check}: validates definitions offline. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Says what is wrong with the definitions of YAML files, with line and column, without a server. "
        + "Rules may speak of metrics and patterns of the same files or of the shipped ones.")
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, or folders of them")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var shipped = ShippedDefinitions.extractTo(Files.createTempDirectory("millrace-definitions"));
        try {
            var result = new DefinitionCheck(Optional.of(shipped)).check(files);
            result.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
            if (!result.problems().isEmpty()) {
                return 1;
            }
            spec.commandLine().getOut().printf("%d definitions are fine%n", result.definitions());
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(shipped);
        }
    }

}
