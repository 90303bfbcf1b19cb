package io.millrace.standalone;

import io.millrace.standalone.demo.DemoSettings;
import io.millrace.standalone.demo.DemoTraffic;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace up}: runs all of Millrace until it is interrupted. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts a broker, the five services and the traffic of a simulated shop, and stays up.")
final class UpCommand implements Callable<Integer> {

    @Option(names = "--data-dir", defaultValue = ".millrace", paramLabel = "DIR", description = "where data is kept across restarts (default: ${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(names = "--port-offset", defaultValue = "0", paramLabel = "N", description = "added to every port: 8080-8084 and 9092-9093")
    private int portOffset;

    @Option(names = "--listen", defaultValue = "127.0.0.1", paramLabel = "ADDRESS", description = "address that the services listen on (default: ${DEFAULT-VALUE}); the key 'dev' may do all, "
            + "so do not open it to others")
    private String listen;

    @Option(names = "--definitions", paramLabel = "DIR", description = "folder of definitions in place of the shipped ones")
    private Path definitions;

    @Option(names = "--no-demo", description = "without the traffic of the simulated shop")
    private boolean noDemo;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "a setting of the services")
    private Map<String, String> settings = Map.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        var ports = new Ports(portOffset);
        var log = dataDir.resolve("logs").resolve("millrace.log").toAbsolutePath();
        System.setProperty("millrace.log.file", log.toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        var out = spec.commandLine().getOut();
        out.println("Millrace is starting on " + dataDir.toAbsolutePath() + " …");
        out.flush();
        var stopped = new CountDownLatch(1);
        boolean isNew = !Files.exists(dataDir.resolve("broker"));
        var standalone = Standalone.start(new StandaloneOptions(dataDir, ports, listen, definitions, settings));
        var demo = noDemo ? Optional.<DemoTraffic>empty() : Optional.of(demo(standalone.ingestUrl(), isNew));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
            stop(standalone, demo, out);
            stopped.countDown();
        }));
        announce(out, ports, log, Duration.ofNanos(System.nanoTime() - begun));
        stopped.await();
        return 0;
    }

    /** On a new data folder the shop has half an hour behind it, so that there is something to see at once. */
    private static DemoTraffic demo(URI ingest, boolean isNew) {
        var settings = DemoSettings.to(ingest, "dev");
        return DemoTraffic.start(isNew ? settings : settings.withBackfill(Duration.ZERO), Clock.systemUTC());
    }

    private void announce(PrintWriter out, Ports ports, Path log, Duration took) {
        out.printf("""
                Millrace is up after %.1f s.

                  Live page         http://localhost:%d/
                  Send events to    http://localhost:%d/v1/events   (key: dev)
                  Prometheus API    http://localhost:%d/api/v1/query
                  Kafka             localhost:%d
                  Log               %s

                %s
                Ctrl-C ends it; the data stays.
                """, took.toMillis() / 1000.0, ports.query(), ports.ingest(), ports.query(), ports.broker(), log,
                noDemo ? "No events are sent by itself." : "A simulated shop is sending events.");
        out.flush();
    }

    private static void stop(Standalone standalone, Optional<DemoTraffic> demo, PrintWriter out) {
        out.println("Millrace is stopping …");
        out.flush();
        demo.ifPresent(DemoTraffic::close);
        standalone.close();
        out.println("Millrace has stopped.");
        out.flush();
    }

}
