package io.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.result.RejectedEvent;
import io.millrace.testkit.broker.TestBroker;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IngestServiceTest {

    @RegisterExtension
    static final TestBroker broker = TestBroker.inProcess();

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = new RunningService(broker.bootstrapServers(), folder.resolve("first"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void shouldCarryEventsFromTheRequestToTheTopicAtTheirOwnTime() {
        var answer = service.postEvents("""
                [{"event_id":"c1","event_type":"Order Created","user_id":"carl","timestamp":"2010-01-01T00:00:00Z"},
                 {"event_id":"c2","event_type":"view","user_id":"carl"},
                 {"event_id":"c1","event_type":"order created","user_id":"carl"},
                 {"event_id":"c3","user_id":"carl"}]""");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).startsWith("{\"accepted\":3,\"rejected\":[{\"index\":3,\"event_id\":\"c3\"");
        var events = read(Topics.EVENTS, 2, record -> record.key().equals("carl"));
        assertThat(events).extracting(record -> record.value().eventId()).containsExactly("c1", "c2");
        assertThat(events.getFirst().timestamp()).isEqualTo(Instant.parse("2010-01-01T00:00:00Z").toEpochMilli());
        assertThat(events.getFirst().value().tenantId()).isEqualTo("shop");
        assertThat(events.getFirst().value().metadata()).containsKeys("ip_address", "user_agent", "request_id");
        var rejection = read(Topics.EVENTS_REJECTED, 1, is("c3")).getFirst().value();
        assertThat(rejection.original()).isEqualTo("{\"event_id\":\"c3\",\"user_id\":\"carl\"}");
    }

    @Test
    void shouldBringEventsOfOtherProducersToThePartitionOfTheirKey() {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 30; i++) {
                producer.send(new ProducerRecord<>(Topics.EVENTS_RAW.name(), 3, "other" + i, """
                        {"event_id":"r%d","event_type":"view","user_id":"rita-%d"}""".formatted(i, i % 5).getBytes(
                        UTF_8)));
            }
        }

        var events = read(Topics.EVENTS, 30, record -> record.key().startsWith("rita-"));
        assertThat(events).hasSize(30);
        for (int user = 0; user < 5; user++) {
            var key = "rita-" + user;
            var ofUser = events.stream().filter(record -> record.key().equals(key)).toList();
            assertThat(ofUser.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
            assertThat(ofUser).extracting(record -> record.value().eventId()).containsExactly("r" + user,
                    "r" + (user + 5), "r" + (user + 10), "r" + (user + 15), "r" + (user + 20), "r" + (user + 25));
        }
    }

    @Test
    void shouldKnowDuplicatesOfOldEventsAfterARestartWithoutItsStateFolder() {
        var old = """
                {"event_id":"o1","event_type":"view","user_id":"olga","timestamp":"2010-01-01T00:00:00Z"}""";
        service.postEvents(old);
        read(Topics.EVENTS, 1, record -> record.key().equals("olga"));
        service.close();

        service = new RunningService(broker.bootstrapServers(), folder.resolve("second"));
        service.postEvents("[" + old + ",{\"event_id\":\"o2\",\"event_type\":\"view\",\"user_id\":\"olga\"}]");

        assertThat(read(Topics.EVENTS, 2, record -> record.key().equals("olga"))).extracting(
                record -> record.value().eventId()).containsExactly("o1", "o2");
    }

    @Test
    void shouldJoinProfilesOfOthersAndOfEventsAfterARestartToo() {
        var key = "shop/paula";
        writeProfile(key, "{\"segment\":\"vip\"}");
        service.postEvents("""
                [{"event_id":"p1","event_type":"user.registered","user_id":"paula","timestamp":"2010-01-31T10:00:00Z"},
                 {"event_id":"p2","event_type":"identify","user_id":"paula","data":{"traits":{"plan":"pro"}}}]""");
        var whole = read(Topics.PROFILES, 1, record -> key.equals(record.key()) && says(record.value(), "vip", "pro",
                "2010-01-31T10:00:00.000Z"));
        assertThat(read(Topics.PROFILES, 1, record -> key.equals(record.key()))).as("of one key").extracting(
                ConsumerRecord::partition).containsOnly(whole.getFirst().partition());
        service.close();

        service = new RunningService(broker.bootstrapServers(), folder.resolve("third"));
        service.postEvents("{\"event_id\":\"p3\",\"event_type\":\"view\",\"user_id\":\"paula\"}");

        var event = read(Topics.EVENTS, 3, record -> record.key().equals("paula")).getLast().value();
        assertThat(event.eventId()).isEqualTo("p3");
        assertThat(event.segment()).isEqualTo("vip");
        assertThat(event.context()).isEqualTo(Map.of("profile", Map.of("traits", Map.of("plan", "pro"),
                "registered_at", "2010-01-31T10:00:00.000Z", "cohort", "2010-01-31")));
    }

    @Test
    void shouldCarryTheLargestEventAndTheLargestRejection() {
        var large = "x".repeat((1 << 20) - 200);
        var control = new byte[1 << 20];
        service.postEvents(
                "{\"event_id\":\"l1\",\"event_type\":\"v\",\"user_id\":\"lars\",\"t\":\"%s\"}".formatted(large));
        var answer = service.post("/v1/events", concat("{\"event_type\":\"v\",\"user_id\":\"lars\"}\n".getBytes(UTF_8),
                control), "application/x-ndjson");

        assertThat(answer.body()).contains("\"accepted\":1", "\"code\":\"not_json\"");
        assertThat(
                read(Topics.EVENTS, 2, record -> record.key().equals("lars")).getFirst().value().data()).containsEntry(
                        "t", large);
        assertThat(read(Topics.EVENTS_REJECTED, 1,
                record -> record.value().original() != null
                        && record.value().original().startsWith("\0")).getFirst().value().originalBytes()).isEqualTo(
                                control);
    }

    @Test
    void shouldTakeGzipInAFormTypedBody() throws IOException {
        var answer = service.post("/api/analytics/batch", gzip("""
                {"events":[{"id":"f1","name":"view"}],"context":{"user_id":"fay"}}"""),
                "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(read(Topics.EVENTS, 1, record -> record.key().equals("fay"))).hasSize(1);
    }

    @Test
    void shouldTellTheSenderOfABodyThatIsTooLarge() {
        var answer = service.post("/v1/events", new byte[6 << 20], "application/json");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void shouldDescribeItsRoutes() {
        assertThat(service.get("/v3/api-docs").body()).contains("/v1/events", "/api/analytics/batch",
                "/v1/pixel.gif", "Retry-After");
    }

    @Test
    void shouldShowItsMeters() {
        service.postEvents("[]");

        assertThat(service.get("/actuator/prometheus").body()).contains("millrace_ingest_door_requests_total",
                "millrace_ingest_records_read_total", "millrace_ingest_events_duplicate_total");
    }

    private static void writeProfile(String key, String json) {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.PROFILES.name(), key, json.getBytes(UTF_8)));
        }
    }

    private static boolean says(byte[] json, String... parts) {
        var text = new String(json, UTF_8);
        return Stream.of(parts).allMatch(text::contains);
    }

    private static <K, V> List<ConsumerRecord<K, V>> read(Topic<K, V> topic, int count,
            Predicate<ConsumerRecord<K, V>> fits) {
        return TopicReader.read(broker.bootstrapServers(), topic, count, fits);
    }

    private static Predicate<ConsumerRecord<byte[], RejectedEvent>> is(String eventId) {
        return record -> eventId.equals(record.value().eventId());
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return compressed.toByteArray();
    }

}
