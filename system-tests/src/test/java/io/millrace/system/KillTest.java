package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.result.PatternMatch;
import io.millrace.standalone.Ports;
import io.millrace.standalone.client.ClientException;
import io.millrace.standalone.client.ReplayClient;
import io.millrace.standalone.client.ReplayOptions;
import io.millrace.standalone.client.ReplayProgress;
import io.millrace.standalone.client.ReplayResult;
import io.millrace.standalone.client.ReplaySpeed;
import io.millrace.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An instance that is killed in the middle of a replay, and started again: what it tells then is what a plain count over
 * the file tells, nothing lost and nothing double.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {

    private static final Duration UP_WITHIN = Duration.ofMinutes(4);
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String DEFINITIONS = """
            kind: metric
            name: events-by-type
            by: {event_type: event_type}
            windows: [{tumbling: 1m}]
            aggregates: [count]
            grace: 2m
            ---
            kind: metric
            name: takings
            events: [purchase]
            value: data.amount
            by: {currency: data.currency}
            windows: [{tumbling: 1m}]
            aggregates: [count, sum]
            grace: 2m
            ---
            kind: pattern
            name: funnel
            key: user_id
            pattern: view -> cart -> buy
            within: 30m
            grace: 60s
            define: {view: {events: [view]}, cart: {events: [cart]}, buy: {events: [purchase]}}
            skip: past-last
            """;

    private final Path folder = Millraces.temporaryFolder();
    private final Ports ports = FreePorts.find();
    private final SeededTraffic traffic = SeededTraffic.of(6_000, 20_240_301);
    private Path file;
    private JavaProcess millrace;

    @BeforeAll
    void start() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("definitions")).resolve("all.yml"), DEFINITIONS);
        file = traffic.writeTo(folder.resolve("events.jsonl"));
        startMillrace();
    }

    @AfterAll
    void stop() {
        if (millrace != null) {
            millrace.close();
        }
        Millraces.delete(folder);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void shouldLoseAndDoubleNothing(boolean stateIsLost) throws Exception {
        var tenant = stateIsLost ? "without-state" : "with-state";

        killInTheMiddleOf(tenant);
        if (stateIsLost) {
            Millraces.delete(folder.resolve("data").resolve("state"));
        }
        startMillrace();
        var replayed = client(tenant, ReplaySpeed.MAX, ReplayProgress.SILENT).replay(file);

        assertThat(replayed.accepted()).isEqualTo(traffic.size());
        expectAll(tenant);
    }

    @Test
    void shouldTellTheSameAfterAKillWithNothingUnderWay() throws Exception {
        client("at-rest", ReplaySpeed.MAX, ReplayProgress.SILENT).replay(file);
        expectAll("at-rest");

        millrace.close();
        Millraces.delete(folder.resolve("data").resolve("state"));
        startMillrace();

        expectAll("at-rest");
    }

    /** Two hours pass in some seconds, so that there is a middle to be killed in. */
    private void killInTheMiddleOf(String tenant) {
        var paced = client(tenant, new ReplaySpeed(600), new ReplayProgress() {

            @Override
            public void sent(ReplayResult soFar) {
                if (soFar.accepted() >= traffic.size() / 2) {
                    millrace.kill();
                }
            }

            @Override
            public void waiting(String reason, Duration delay) {
                // The client says so in the end.
            }

        });

        assertThatThrownBy(() -> paced.replay(file)).isInstanceOf(ClientException.class).hasMessageContaining("given up");
        millrace.close();
    }

    private ReplayClient client(String tenant, ReplaySpeed speed, ReplayProgress progress) {
        var options = ReplayOptions.to(url(ports.ingest()), "dev").forTenant(tenant).at(speed)
                .patientFor(PATIENCE);
        return new ReplayClient(options, progress);
    }

    private void startMillrace() {
        millrace = JavaProcess.ofMillrace("up", "--no-demo", "--data-dir", folder.resolve("data").toString(),
                "--port-offset", Integer.toString(ports.offset()), "--definitions",
                folder.resolve("definitions").toString());
        millrace.awaitOut("Millrace is up", UP_WITHIN);
    }

    private void expectAll(String tenant) {
        eventually(() -> {
            assertThat(Truth.differences(windows("events-by-type", tenant, "count"), traffic.counts())).isEmpty();
            assertThat(Truth.differences(windows("takings", tenant, "count"), traffic.purchases())).isEmpty();
            assertThat(Truth.differences(windows("takings", tenant, "sum"), traffic.takings())).isEmpty();
        });
        eventually(() -> assertThat(Truth.funnels(query().get(
                "/v1/patterns/funnel/matches?limit=100000&tenant=" + tenant).list("matches")))
                .containsExactlyInAnyOrderElementsOf(traffic.funnels()));
        assertThat(publishedMatches(tenant)).containsExactlyInAnyOrderElementsOf(traffic.funnels());
    }

    private Map<String, Double> windows(String metric, String tenant, String aggregate) {
        var answer = query().get("/v1/metrics/%s/windows?window=1m&tenant=%s&limit=100000".formatted(metric, tenant));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Truth.windows(answer.list("windows"), aggregate);
    }

    /** What a consumer of the topic sees, where a second copy would be seen. */
    private List<String> publishedMatches(String tenant) {
        var topic = Topics.PATTERNS_MATCHES;
        var found = new ArrayList<PatternMatch>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", "127.0.0.1:" + ports.broker(),
                "isolation.level", "read_committed"), topic.keySerde().deserializer(),
                topic.valueSerde().deserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            await().atMost(CAUGHT_UP_WITHIN).until(() -> {
                consumer.poll(POLL).forEach(record -> found.add(record.value()));
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return found.stream().filter(match -> match.tenantId().equals(tenant)).map(KillTest::row).toList();
    }

    private static String row(PatternMatch match) {
        return List.of("view", "cart", "buy").stream()
                .map(step -> match.events().get(step).getFirst().timestamp().toString())
                .collect(Collectors.joining("|", match.key() + "|", ""));
    }

    private HttpApi query() {
        return new HttpApi(url(ports.query()));
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(CAUGHT_UP_WITHIN).pollInterval(Duration.ofSeconds(2)).untilAsserted(assertion);
    }

}
