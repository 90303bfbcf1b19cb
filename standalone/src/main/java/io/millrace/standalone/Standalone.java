package io.millrace.standalone;

import io.millrace.alert.AlertService;
import io.millrace.cep.CepService;
import io.millrace.embedded.EmbeddedBroker;
import io.millrace.embedded.EmbeddedBrokerConfig;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running standalone instance: broker and services. Closing it stops the services, which commit their work, and then
 * the broker.
 */
public final class Standalone implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final StandaloneOptions options;
    private final Map<String, ConfigurableApplicationContext> services = new ConcurrentHashMap<>();
    private DataDirLock lock;
    private EmbeddedBroker broker;

    private Standalone(StandaloneOptions options) {
        this.options = options;
    }

    /**
     * Starts all and returns when every service is ready.
     *
     * @throws StandaloneException
     *             when something can't start; nothing is left running then
     */
    public static Standalone start(StandaloneOptions options) {
        var standalone = new Standalone(options);
        try {
            standalone.startAll();
            return standalone;
        }
        catch (RuntimeException e) {
            standalone.close();
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

    /** {@code host:port} of the broker. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The application context of a service, for tests: {@code metrics-service}. */
    public ConfigurableApplicationContext service(String name) {
        return services.get(name);
    }

    @Override
    public void close() {
        stopServices();
        if (broker != null) {
            broker.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    private void startAll() {
        lock = DataDirLock.take(options.dataDir());
        broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(options.dataDir().resolve("broker"))
                .withPort(options.ports().broker()).withControllerPort(options.ports().controller()));
        broker.start();
        startServices();
    }

    private void startServices() {
        try (var starts = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory())) {
            var started = new ArrayList<Future<?>>();
            applications().forEach((name, application) -> started.add(
                    starts.submit(() -> services.put(name, application.run(arguments(name).toArray(String[]::new))))));
            for (var each : started) {
                each.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
            }
            Readiness.await(options.ports(), START_WITHIN);
        }
        catch (ExecutionException e) {
            throw new StandaloneException("a service could not start: " + e.getCause().getMessage(), e.getCause());
        }
        catch (TimeoutException e) {
            throw new StandaloneException("the services did not start within " + START_WITHIN, e);
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted while starting");
        }
    }

    private static Map<String, SpringApplicationBuilder> applications() {
        var applications = new LinkedHashMap<String, SpringApplicationBuilder>();
        applications.put("ingest-service", IngestService.application());
        applications.put("metrics-service", MetricsService.application());
        applications.put("cep-service", CepService.application());
        applications.put("alert-service", AlertService.application());
        applications.put("query-service", QueryService.application());
        return applications;
    }

    private List<String> arguments(String service) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", options.listen());
        settings.put("server.port", Integer.toString(port(service)));
        settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("spring.main.register-shutdown-hook", "false");
        settings.put("millrace.host", "127.0.0.1");
        settings.put("millrace.instance-id", "standalone");
        settings.put("millrace.state-dir", options.dataDir().resolve("state").toAbsolutePath().toString());
        settings.put("millrace.security.loopback-reads", "true");
        settings.put("millrace.security.keys[0].key", "dev");
        settings.put("millrace.security.keys[0].tenant", "*");
        settings.put("millrace.security.keys[0].roles", "write,read,admin");
        settings.put("millrace.query.services.ingest", url(options.ports().ingest()).toString());
        settings.put("millrace.query.services.metrics", url(options.ports().metrics()).toString());
        settings.put("millrace.query.services.cep", url(options.ports().cep()).toString());
        settings.put("millrace.query.services.alert", url(options.ports().alert()).toString());
        settings.put("millrace.query.definitions-dir", definitionsDir().toAbsolutePath().toString());
        settings.putAll(options.settings());
        return settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
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

    private synchronized Path definitionsDir() {
        return options.definitionsDir() != null ? options.definitionsDir()
                : ShippedDefinitions.extractTo(options.dataDir().resolve("definitions"));
    }

    private void stopServices() {
        try (var stops = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("stop-", 0).factory())) {
            services.values().forEach(service -> stops.execute(service::close));
            stops.shutdown();
            if (!stops.awaitTermination(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                stops.shutdownNow();
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

}
