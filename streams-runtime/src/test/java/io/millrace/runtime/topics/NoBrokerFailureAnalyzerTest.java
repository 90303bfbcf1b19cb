package io.millrace.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class NoBrokerFailureAnalyzerTest {

    private final NoBrokerFailureAnalyzer analyzer = analyzer("kafka:9092");

    @Test
    void shouldNameABrokerThatDoesNotAnswer() {
        var analysis = analyzer.analyze(
                new IllegalStateException("Could not configure topics", new TimeoutException()));

        assertThat(analysis.getDescription()).isEqualTo("Kafka at kafka:9092 does not answer");
        assertThat(analysis.getAction()).contains("MILLRACE_KAFKA=");
    }

    @Test
    void shouldNameABrokerThatIsUnknown() {
        var analysis = analyzer.analyze(new KafkaException("Failed to create new KafkaAdminClient",
                new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")));

        assertThat(analysis.getDescription()).startsWith("Kafka at kafka:9092 can't be found: No resolvable");
    }

    @Test
    void shouldLeaveOtherFailuresToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException("no", new ConfigException("acks", "some")))).isNull();
    }

    private static NoBrokerFailureAnalyzer analyzer(String servers) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(
                new MapPropertySource("test", java.util.Map.of("spring.kafka.bootstrap-servers", servers)));
        return new NoBrokerFailureAnalyzer(environment);
    }

}
