package io.millrace.standalone;

import io.millrace.standalone.client.ReplayClient;
import io.millrace.standalone.client.ReplayOptions;
import io.millrace.standalone.client.ReplayProgress;
import io.millrace.standalone.client.ReplayResult;
import io.millrace.standalone.client.ReplaySpeed;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace replay}: sends a file of events. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends a file of events, one JSON object a line, plain or gzip, and waits until all are taken. "
        + "Sending it again does no harm where the events have ids: they are known by them for a day.")
final class ReplayCommand implements Callable<Integer> {

    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    @Parameters(paramLabel = "FILE", description = "a .jsonl or .jsonl.gz file")
    private Path file;

    @Option(names = "--to", defaultValue = "http://localhost:8081", paramLabel = "URL", description = "ingest service (default: ${DEFAULT-VALUE})")
    private URI to;

    @Option(names = "--speed", defaultValue = "max", paramLabel = "SPEED", description = "max, realtime, or a factor such as 60x (default: ${DEFAULT-VALUE})")
    private ReplaySpeed speed;

    @Option(names = "--key", defaultValue = "dev", paramLabel = "KEY", description = "write key (default: ${DEFAULT-VALUE})")
    private String key;

    @Option(names = "--tenant", paramLabel = "NAME", description = "tenant of all events, in place of their own")
    private String tenant;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var options = ReplayOptions.to(to, key).at(speed);
        var out = spec.commandLine().getOut();
        var result = new ReplayClient(tenant == null ? options : options.forTenant(tenant), new Told(out)).replay(file);
        tell(out, result);
        result.problems().forEach(problem -> spec.commandLine().getErr().println("  " + problem));
        return result.isComplete() ? 0 : 1;
    }

    private static void tell(PrintWriter out, ReplayResult result) {
        out.printf("sent %,d  accepted %,d  rejected %,d  unreadable %,d  (%,.0f events/s)%n", result.sent(),
                result.accepted(), result.rejected(), result.unreadable(), result.eventsPerSecond());
        out.flush();
    }

    /** Tells of progress now and then, and of every wait. */
    private static final class Told implements ReplayProgress {

        private final PrintWriter out;
        private long toldAt = System.nanoTime();

        private Told(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void sent(ReplayResult soFar) {
            if (System.nanoTime() - toldAt >= TELL_EVERY.toNanos()) {
                toldAt = System.nanoTime();
                tell(out, soFar);
            }
        }

        @Override
        public void waiting(String reason, Duration delay) {
            out.printf("waiting %d ms: %s%n", delay.toMillis(), reason);
            out.flush();
        }

    }

}
