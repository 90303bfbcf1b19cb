package io.millrace.standalone;

import io.millrace.alert.AlertService;
import io.millrace.cep.CepService;
import io.millrace.ingest.IngestService;
import io.millrace.metrics.MetricsService;
import io.millrace.query.QueryService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The five services in this process, against one broker. They start and stop side by side. The administrator's key is
 * {@code dev}, and reads from this machine need none.
 */
public final class Services implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);
    private static final Logger log = LoggerFactory.getLogger(Services.class);

    private final StandaloneOptions options;
    private final String bootstrapServers;
    private final Path definitions;
    private final Map<String, ConfigurableApplicationContext> running = new ConcurrentHashMap<>();

    private Services(StandaloneOptions options, String bootstrapServers) {
        this.options = options;
        this.bootstrapServers = bootstrapServers;
        this.definitions = options.definitionsDir() != null
                ? options.definitionsDir()
                : ShippedDefinitions.extractTo(options.dataDir().resolve("definitions"));
    }

    /**
     * Starts all and returns when each is ready.
     *
     * @throws StandaloneException
     *             when one can't start; none is left running then
     */
    public static Services start(StandaloneOptions options, String bootstrapServers) {
        var services = new Services(options, bootstrapServers);
        try {
            services.startAll();
            return services;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** The door for people and reads. */
    public URI queryUrl() {
        return url(options.ports().query());
    }

    /** The door for writes. */
    public URI ingestUrl() {
        return url(options.ports().ingest());
    }

    /** Stops all side by side, and goes on without those that take too long. */
    @Override
    public void close() {
        var stopped = new CountDownLatch(running.size());
        running.forEach((name, service) -> Thread.ofPlatform().name("stop-" + name).daemon().start(() -> {
            service.close();
            stopped.countDown();
        }));
        try {
            if (!stopped.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Some services are still stopping after {}", STOP_WITHIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAll() {
        try (var starts = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory())) {
            var started = new ArrayList<Future<?>>();
            applications().forEach((name, application) -> started.add(
                    starts.submit(() -> running.put(name, application.run(arguments(name).toArray(String[]::new))))));
            for (var each : started) {
                each.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
            }
            Readiness.await(options.ports(), START_WITHIN);
        } catch (ExecutionException e) {
            throw new StandaloneException("a service could not start: " + Reasons.of(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new StandaloneException("the services did not start within " + START_WITHIN, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted while starting");
        }
    }

    private static Map<String, SpringApplicationBuilder> applications() {
        return Map.of("ingest-service", IngestService.application(), "metrics-service", MetricsService.application(),
                "cep-service", CepService.application(), "alert-service", AlertService.application(),
                "query-service", QueryService.application());
    }

    private List<String> arguments(String service) {
        var ports = options.ports();
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", options.listen());
        settings.put("server.port", Integer.toString(port(service)));
        settings.put("spring.kafka.bootstrap-servers", bootstrapServers);
        settings.put("spring.main.register-shutdown-hook", "false");
        settings.put("millrace.streams.exit-on-failure", "false");
        settings.put("millrace.streams.commit-interval", commitInterval(service));
        settings.put("millrace.streams.close-timeout", "4s");
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
        settings.put("millrace.host", "127.0.0.1");
        settings.put("millrace.instance-id", "standalone");
        settings.put("millrace.state-dir", options.dataDir().resolve("state").toAbsolutePath().toString());
        settings.put("millrace.security.loopback-reads", "true");
        settings.put("millrace.security.keys[0].key", "dev");
        settings.put("millrace.security.keys[0].tenant", "*");
        settings.put("millrace.security.keys[0].roles", "write,read,admin");
        settings.put("millrace.query.services.metrics", url(ports.metrics()).toString());
        settings.put("millrace.query.services.cep", url(ports.cep()).toString());
        settings.put("millrace.query.services.alert", url(ports.alert()).toString());
        settings.put("millrace.query.definitions-dir", definitions.toAbsolutePath().toString());
        settings.putAll(options.settings());
        return settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue()).toList();
    }

    /** Short where an event has to pass before a read of its window has it; elsewhere commits are saved. */
    private static String commitInterval(String service) {
        return switch (service) {
            case "ingest-service", "metrics-service" -> "50ms";
            default -> "200ms";
        };
    }

    private int port(String service) {
        return switch (service) {
            case "ingest-service" -> options.ports().ingest();
            case "metrics-service" -> options.ports().metrics();
            case "cep-service" -> options.ports().cep();
            case "alert-service" -> options.ports().alert();
            case "query-service" -> options.ports().query();
            default -> throw new IllegalArgumentException("unknown service " + service);
        };
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

}
