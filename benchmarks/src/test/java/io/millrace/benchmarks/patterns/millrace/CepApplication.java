package io.millrace.benchmarks.patterns.millrace;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.benchmarks.patterns.load.StepWriter;
import io.millrace.cep.CepMeters;
import io.millrace.cep.CepProperties;
import io.millrace.cep.CepTopology;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.runtime.MillraceProperties;
import io.millrace.runtime.streams.StreamsConfiguration;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The cep topology with the wiring and the settings of the services, but for definitions in memory, no HTTP and a single
 * thread of Kafka Streams. System properties ({@code -Dmillrace.…}) override settings as they do in the service.
 */
final class CepApplication implements AutoCloseable {

    /** Part of an instance's name; nothing listens on it here. */
    private static final int UNUSED_PORT = 8083;

    private final AnnotationConfigApplicationContext context;

    private CepApplication(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts it.
     *
     * @param name
     *            its consumer group: one that has read the events already finds none
     * @throws IllegalStateException
     *             when the pattern does not compile
     */
    static CepApplication start(String name, String bootstrapServers, Path state, String yaml) {
        var context = new AnnotationConfigApplicationContext();
        var environment = context.getEnvironment();
        environment.getPropertySources().addLast(
                new MapPropertySource("run", properties(name, bootstrapServers, state)));
        context.registerBean(MillraceProperties.class, () -> bind(environment, "millrace", MillraceProperties.class));
        context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        context.registerBean(StreamsTopology.class,
                () -> topology(environment, yaml, context.getBean(MeterRegistry.class)));
        context.register(StreamsConfiguration.class);
        context.refresh();
        return new CepApplication(context);
    }

    private static StreamsTopology topology(ConfigurableEnvironment environment, String yaml, MeterRegistry registry) {
        var definitions = TestDefinitions.of(yaml);
        var active = new ActivePatterns(definitions);
        definitions.current().all().forEach(stored -> {
            if (active.find(stored.definition().name()).isEmpty()) {
                throw new IllegalStateException(stored.key() + " does not compile");
            }
        });
        return new CepTopology(active, new CepMeters(registry), bind(environment, "millrace.cep", CepProperties.class),
                () -> StepWriter.PARTITIONS);
    }

    private static Map<String, Object> properties(String name, String bootstrapServers, Path state) {
        return Map.of("spring.application.name", name, "spring.kafka.bootstrap-servers", bootstrapServers,
                "server.port", UNUSED_PORT, "millrace.state-dir", state.toString(), "millrace.host", "127.0.0.1",
                "millrace.streams.threads", 1);
    }

    private static <T> T bind(ConfigurableEnvironment environment, String prefix, Class<T> type) {
        return Binder.get(environment).bindOrCreate(prefix, type);
    }

    @Override
    public void close() {
        context.close();
    }

}
