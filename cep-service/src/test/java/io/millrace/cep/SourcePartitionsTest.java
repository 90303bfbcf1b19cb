package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cep.event.PatternMessage.Candidate;
import io.millrace.cep.event.PatternMessage.Heartbeat;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.event.EventJson;
import io.millrace.result.CapturedEvent;
import io.millrace.statistics.SourceStatus;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcePartitionsTest {

    private static final String PAIR = """
            kind: pattern
            name: pair
            key: data.order
            pattern: a -> b
            within: 5m
            define: {a: {events: [a]}, b: {events: [b]}}
            """;

    @TempDir
    Path folder;

    private CepScenario cep;

    @BeforeEach
    void start() {
        cep = CepScenario.replayingPartitions(folder, TestDefinitions.of(PAIR), 2);
    }

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldPutTheEventsOfAKeyInOrderOverPartitions() {
        from(1, event("b").at("10:00:05"));
        from(1, event("b").at("10:03:00"));
        assertThat(cep.matches()).isEmpty();

        from(0, event("a").at("10:00:00"));
        from(0, event("a").at("10:00:04"));
        from(0, event("a").at("10:04:00"));

        assertThat(cep.matches()).singleElement().satisfies(match -> {
            assertThat(match.events().get("a")).extracting(CapturedEvent::timestamp).containsExactly(
                    instant("10:00:00"));
            assertThat(match.events().get("b")).extracting(CapturedEvent::timestamp).containsExactly(
                    instant("10:00:05"));
        });
        assertThat(cep.late()).isEmpty();
    }

    @Test
    void shouldMoveOnByTheHeartbeatsOfAPartitionWithoutCandidates() {
        from(0, event("a").at("10:00:00"));
        from(0, event("b").at("10:00:01"));
        assertThat(cep.matches()).isEmpty();

        cep.sendMessage("", new Heartbeat(1,
                Map.of("shop", new SourceStatus(instant("10:00:00.500").toEpochMilli(), false))));
        assertThat(cep.matches()).isEmpty();

        cep.sendMessage("", new Heartbeat(1,
                Map.of("shop", new SourceStatus(instant("10:00:01").toEpochMilli(), false))));
        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldKnowAfterARestartHowFarPartitionsHadCome() {
        from(0, event("a").at("10:00:00"));
        from(1, event("b").at("10:00:05"));
        cep.restart();

        cep.sendMessage("", new Heartbeat(0,
                Map.of("shop", new SourceStatus(instant("10:00:05").toEpochMilli(), false))));
        assertThat(cep.matches()).hasSize(1);
    }

    private void from(int partition, TestEvent test) {
        var event = test.build();
        var candidate = new Candidate(partition, "data.order", "order-1",
                IncomingEvent.of(EventJson.write(event), event.timestampMillis()));
        cep.sendMessage(candidate.recordKey(), candidate);
    }

}
