package io.millrace.benchmarks.windows.millrace;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.benchmarks.windows.load.Load;
import io.millrace.benchmarks.windows.run.RunSettings;
import io.millrace.definition.DefinitionKind;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.MetricsProperties;
import io.millrace.metrics.MetricsTopology;
import io.millrace.runtime.MillraceProperties;
import io.millrace.runtime.streams.StreamsConfiguration;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.testkit.definition.TestDefinitions;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The metrics topology with the wiring and the settings of the services, but for definitions in memory and no HTTP.
 * System properties ({@code -Dmillrace.…}) override settings as they do in the service.
 */
final class MetricsApplication {

    /** Part of an instance's name; nothing listens on it here. */
    private static final int UNUSED_PORT = 8082;

    private MetricsApplication() {}

    /**
     * Starts it.
     *
     * @throws IllegalStateException
     *             when a metric does not compile
     */
    static void start(RunSettings settings, String yaml) {
        var context = new AnnotationConfigApplicationContext();
        var environment = context.getEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("run", properties(settings)));
        context.registerBean(MillraceProperties.class, () -> bind(environment, "millrace", MillraceProperties.class));
        context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        context.registerBean(StreamsTopology.class,
                () -> topology(environment, yaml, context.getBean(MeterRegistry.class)));
        context.register(StreamsConfiguration.class);
        context.refresh();
    }

    private static StreamsTopology topology(ConfigurableEnvironment environment, String yaml, MeterRegistry registry) {
        var definitions = TestDefinitions.of(yaml);
        var active = new ActiveMetrics(definitions);
        definitions.current().all().forEach(stored -> {
            if (stored.definition().kind() == DefinitionKind.METRIC
                    && active.find(stored.definition().name()).isEmpty()) {
                throw new IllegalStateException(stored.key() + " does not compile");
            }
        });
        return new MetricsTopology(active, new MetricsMeters(registry),
                bind(environment, "millrace.metrics", MetricsProperties.class), () -> Load.PARTITIONS);
    }

    private static Map<String, Object> properties(RunSettings settings) {
        return Map.of("spring.application.name", settings.application(), "spring.kafka.bootstrap-servers",
                settings.bootstrapServers(), "server.port", UNUSED_PORT, "millrace.state-dir",
                settings.stateDir().toString(),
                "millrace.host", "127.0.0.1", "millrace.streams.threads", RunSettings.THREADS,
                "millrace.streams.commit-interval", settings.commitInterval().toString());
    }

    private static <T> T bind(ConfigurableEnvironment environment, String prefix, Class<T> type) {
        return Binder.get(environment).bindOrCreate(prefix, type);
    }

}
