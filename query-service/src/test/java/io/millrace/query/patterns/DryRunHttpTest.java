package io.millrace.query.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.event.JsonTree;
import io.millrace.query.reads.ReadService;
import io.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DryRunHttpTest {

    private static final Instant NOW = ReadService.NOW;
    private static final String FUNNEL = """
            name: purchase
            pattern: view -> buy
            within: 30m
            define: {view: {events: [view]}, buy: {events: [buy]}}
            timeouts: emit
            """;
    private static final List<List<ConsumerRecord<byte[], byte[]>>> LOG = List.of(new ArrayList<>(),
            new ArrayList<>());

    private ReadService service;

    @Configuration(proxyBeanMethods = false)
    static class Kept {

        @Bean
        @Primary
        EventConsumers keptEvents() {
            return DryRunHttpTest::consumer;
        }
    }

    @BeforeAll
    void start() {
        service = new ReadService(Kept.class, "{kind: pattern, name: other, pattern: a -> b, define: {a: {}, b: {}}}",
                "millrace.query.dry-run.max-events=50");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        LOG.forEach(List::clear);
    }

    @Test
    void shouldFindWhatThePatternWouldHaveFoundInTheLastTime() throws Exception {
        add(0, "t1", "old", "view", 1500);
        add(0, "t1", "old", "buy", 1490);
        add(0, "t1", "ada", "view", 100);
        add(1, "t1", "bob", "view", 90);
        add(0, "t1", "ada", "buy", 80);
        add(1, "t2", "cyd", "view", 10);
        add(0, "t1", "dan", "view", 5);

        var answer = dryRun("", FUNNEL);

        assertThat(answer).containsEntry("pattern", "purchase").containsEntry("events", 5L).containsEntry("warnings",
                List.of());
        assertThat(list(answer.get("matches"))).singleElement().satisfies(
                match -> assertThat(match).containsEntry("key", "ada").containsEntry("version", 1L));
        assertThat(list(answer.get("timeouts"))).map(timeout -> timeout.get("key")).containsExactly("bob");
        assertThat(list(answer.get("open"))).map(open -> open.get("key")).containsExactlyInAnyOrder("dan", "cyd");
        assertThat(map(answer.get("counts"))).containsEntry("matches", 1L).containsEntry("concerned", 5L);
    }

    @Test
    void shouldTakeJsonAndAPatternWithoutAName() throws Exception {
        add(0, "t1", "ada", "view", 100);
        add(0, "t1", "ada", "buy", 80);

        var answer = dryRun("?last=2h&limit=0",
                """
                        {"pattern": "view -> buy", "define": {"view": {"events": ["view"]}, "buy": {"events": ["buy"]}}}""");

        assertThat(answer).containsEntry("pattern", "dry-run").containsEntry("matches", List.of());
        assertThat(map(answer.get("counts"))).containsEntry("matches", 1L);
    }

    @Test
    void shouldSeeTheCallersTenantOnly() throws Exception {
        add(0, "t1", "ada", "view", 100);
        add(0, "t2", "bob", "view", 90);

        var answer = map(JsonTree.read(service.post("/v1/patterns/dry-run", "ours", FUNNEL).body().getBytes(
                StandardCharsets.UTF_8)));

        assertThat(answer).containsEntry("events", 1L);
        assertThat(service.post("/v1/patterns/dry-run?tenant=t2", "ours", FUNNEL).statusCode()).isEqualTo(403);
        assertThat(service.post("/v1/patterns/dry-run", "nobody", FUNNEL).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldSayWhenItDidNotReadAll() throws Exception {
        for (int i = 0; i < 60; i++) {
            add(0, "t1", "user-" + i, "view", 60);
        }

        var answer = dryRun("", FUNNEL);

        assertThat(answer).containsEntry("events", 50L);
        assertThat(answer.get("warnings").toString()).contains("only the first 50 events were read");
    }

    @Test
    void shouldLeaveOutWhatIsNoEvent() throws Exception {
        add(0, "t1", "ada", "view", 60);
        append(0, "junk".getBytes(StandardCharsets.UTF_8), NOW.toEpochMilli());

        assertThat(dryRun("", FUNNEL).get("warnings").toString()).contains("1 records are no events");
    }

    @Test
    void shouldRefuseWrongDefinitionsWithTheirPlaces() throws Exception {
        var refused = service.post("/v1/patterns/dry-run", "reader", FUNNEL.replace("view -> buy", "view -> sell"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).isEqualTo(Optional.of("application/problem+json"));
        assertThat(map(JsonTree.read(refused.body().getBytes(StandardCharsets.UTF_8))).get(
                "problems").toString()).contains("line=2", "sell");
        assertThat(service.post("/v1/patterns/dry-run?last=soon", "reader", FUNNEL).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldReadNothingFromAnEmptyTopic() throws Exception {
        assertThat(dryRun("", FUNNEL)).containsEntry("events", 0L);
    }

    private Map<String, Object> dryRun(String parameters, String body) throws Exception {
        var response = service.post("/v1/patterns/dry-run" + parameters, "reader", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return map(JsonTree.read(response.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static void add(int partition, String tenant, String user, String type, int minutesAgo) {
        var at = NOW.minus(Duration.ofMinutes(minutesAgo));
        var event = new Event(type + user + minutesAgo, type, tenant, user, null, null, at, at, null, null, Map.of(),
                Map.of(), Map.of(), Map.of());
        append(partition, EventJson.write(event), at.toEpochMilli());
    }

    private static void append(int partition, byte[] value, long millis) {
        var log = LOG.get(partition);
        log.add(new ConsumerRecord<>(Topics.EVENTS.name(), partition, log.size(), millis, TimestampType.CREATE_TIME, 0,
                value.length, null, value, new RecordHeaders(), Optional.empty()));
    }

    private static Consumer<byte[], byte[]> consumer() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest") {

            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times) {
                var offsets = new HashMap<TopicPartition, OffsetAndTimestamp>();
                times.forEach((partition, millis) -> offsets.put(partition,
                        LOG.get(partition.partition()).stream().filter(
                                record -> record.timestamp() >= millis).findFirst().map(
                                        record -> new OffsetAndTimestamp(record.offset(), record.timestamp())).orElse(
                                                null)));
                return offsets;
            }

            @Override
            public synchronized void assign(Collection<TopicPartition> partitions) {
                super.assign(partitions);
                partitions.forEach(partition -> LOG.get(partition.partition()).forEach(this::addRecord));
            }

        };
        var infos = new ArrayList<PartitionInfo>();
        for (int partition = 0; partition < LOG.size(); partition++) {
            infos.add(new PartitionInfo(Topics.EVENTS.name(), partition, null, null, null));
            consumer.updateEndOffsets(
                    Map.of(new TopicPartition(Topics.EVENTS.name(), partition), (long) LOG.get(partition).size()));
        }
        consumer.updatePartitions(Topics.EVENTS.name(), infos);
        return consumer;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

}
