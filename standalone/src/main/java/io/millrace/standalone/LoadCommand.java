package io.millrace.standalone;

import io.millrace.standalone.client.DefinitionsClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace load}: declares definitions. */
@Command(name = "load", mixinStandardHelpOptions = true, description = "Declares the metrics, patterns and rules of YAML files; they take effect at once.")
final class LoadCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, or folders of them")
    private List<Path> files;

    @Option(names = "--to", defaultValue = "http://localhost:8080", paramLabel = "URL", description = "query service (default: ${DEFAULT-VALUE})")
    private URI to;

    @Option(names = "--key", defaultValue = "dev", paramLabel = "KEY", description = "administrator's key (default: ${DEFAULT-VALUE})")
    private String key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (var client = new DefinitionsClient(to, key)) {
            var result = client.load(files);
            result.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
            result.outcomes().forEach(outcome -> spec.commandLine().getOut().println(outcome));
            return result.isComplete() ? 0 : 1;
        }
    }

}
