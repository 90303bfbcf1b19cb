package io.millrace.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerEngineTest {

    @Test
    void shouldSayWhereItLookedForAnEngine(@TempDir Path folder) {
        var socket = folder.resolve("docker.sock");

        assertThat(ContainerEngine.absence(Optional.empty(), List.of(socket), Duration.ofSeconds(5))).hasValue(
                "no container engine: DOCKER_HOST is not set and none of [%s] exists".formatted(socket));
    }

    @Test
    void shouldAnswerTheSameWheneverAsked() {
        assertThat(TestBroker.containerAvailable()).isEqualTo(ContainerEngine.absence().isEmpty());
        assertThat(ContainerEngine.absence()).isEqualTo(ContainerEngine.absence());
    }

    @Test
    void shouldGiveSettingsToTheImageAsVariables() {
        assertThat(ContainerBroker.environment(
                Map.of("log.retention.ms", "1000", "log.cleaner.backoff.ms", "200"))).containsEntry(
                        "KAFKA_LOG_RETENTION_MS", "1000").containsEntry("KAFKA_LOG_CLEANER_BACKOFF_MS",
                                "200").containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }
}
