package io.millrace.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.MillraceProperties;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StreamsConfigurationTest {

    private static final StreamsTopology MERGING = _ -> {};
    private static final StreamsTopology SINGLE = new StreamsTopology() {

        @Override
        public void addTo(StreamsBuilder builder) {
            // Nothing is run here.
        }

        @Override
        public boolean readsSingly() {
            return true;
        }

    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"50ms, 10", "100ms, 20", "30s, 100", "1ms, 1"})
    void shouldWaitForRecordsNoLongerThanAPartOfTheCommitInterval(String commitInterval, long expected) {
        assertThat(settings(commitInterval, MERGING)).containsEntry(StreamsConfig.POLL_MS_CONFIG, expected);
    }

    @Test
    void shouldWaitForOtherInputsOnlyWhereThereAreSome() {
        assertThat(settings("100ms", MERGING)).containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        assertThat(settings("100ms", SINGLE)).containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    }

    private Map<String, Object> settings(String commitInterval, StreamsTopology topology) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test",
                Map.of("spring.application.name", "test", "spring.kafka.bootstrap-servers", "localhost:1",
                        "millrace.host", "127.0.0.1", "millrace.state-dir", folder.toString(),
                        "millrace.streams.commit-interval", commitInterval)));
        var properties = Binder.get(environment).bindOrCreate("millrace", MillraceProperties.class);
        var topologies = new StaticListableBeanFactory(Map.of("topology", topology)).getBeanProvider(
                StreamsTopology.class);
        var configuration = new StreamsConfiguration().streamsSettings(properties, Instance.of(properties, 1),
                environment, topologies);
        return configuration.asProperties().entrySet().stream().collect(
                java.util.stream.Collectors.toMap(setting -> (String) setting.getKey(), Map.Entry::getValue));
    }

}
