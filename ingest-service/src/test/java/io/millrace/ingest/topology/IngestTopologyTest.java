package io.millrace.ingest.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.RejectionCode;
import io.millrace.ingest.IngestMeters;
import io.millrace.ingest.KeptBytes;
import io.millrace.ingest.Settings;
import io.millrace.ingest.profile.ProfileMeters;
import io.millrace.testkit.topology.GoldenTopology;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTopologyTest {

    @TempDir
    Path folder;

    private IngestScenario ingest;

    @BeforeEach
    void start() {
        ingest = new IngestScenario(Settings.defaults(), 1, folder);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldNormaliseAnEvent() {
        ingest.send(
                """
                        {"event_id":"e1","event_type":"Button Clicked","user_id":"u1","timestamp":1704067200,"button":"buy"}""");

        var published = ingest.published();
        assertThat(published).hasSize(1);
        var event = published.getFirst().value();
        assertThat(published.getFirst().key()).isEqualTo("u1");
        assertThat(published.getFirst().getRecordTime()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(event.eventType()).isEqualTo("button_clicked");
        assertThat(event.tenantId()).isEqualTo("default");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(event.receivedAt()).isEqualTo(ingest.clock.instant());
        assertThat(event.data()).containsEntry("button", "buy");
    }

    @Test
    void shouldLetOnlyTheFirstEventWithAnIdThrough() {
        ingest.send(event("e1", "u1"), event("e2", "u1"), event("e1", "u1"), event("e1", "u1"));

        assertThat(ingest.publishedIds()).containsExactly("e1", "e2");
        assertThat(ingest.count(IngestMeters.DUPLICATES)).isEqualTo(2);
    }

    @Test
    void shouldTellTenantsIdsApart() {
        ingest.send("""
                {"event_id":"e1","event_type":"v","user_id":"u1","tenant_id":"a"}""", """
                {"event_id":"e1","event_type":"v","user_id":"u1","tenant_id":"b"}""");

        assertThat(ingest.published()).extracting(record -> record.value().tenantId()).containsExactly("a", "b");
    }

    @Test
    void shouldKeepTheOrderOfArrivalWhateverTheTimestamps() {
        ingest.send("""
                {"event_id":"late","event_type":"v","user_id":"u1","timestamp":"2024-05-01T00:00:00Z"}""", """
                {"event_id":"early","event_type":"v","user_id":"u1","timestamp":"2010-01-01T00:00:00Z"}""", """
                {"event_id":"middle","event_type":"v","user_id":"u1","timestamp":"2020-01-01T00:00:00Z"}""");

        var published = ingest.published();
        assertThat(published).extracting(record -> record.value().eventId()).containsExactly("late", "early",
                "middle");
        assertThat(published).allSatisfy(
                record -> assertThat(record.getRecordTime()).isEqualTo(record.value().timestamp()));
    }

    @Test
    void shouldKnowDuplicatesOfYearsOldEventsAmongNewOnes() {
        var old = """
                {"event_id":"old","event_type":"v","user_id":"u1","timestamp":"2010-01-01T00:00:00Z"}""";
        ingest.send(old, event("new", "u1"));
        ingest.advance(Duration.ofHours(23));
        ingest.send(old, event("new", "u1"));

        assertThat(ingest.publishedIds()).containsExactly("old", "new");
    }

    @Test
    void shouldForgetIdsAfterTheRetentionOfTheirArrival() {
        ingest.send(event("e1", "u1"));
        ingest.advance(Duration.ofHours(12));
        ingest.send(event("e2", "u1"));

        ingest.advance(Duration.ofHours(12));
        assertThat(ingest.rememberedIds()).isEqualTo(1);
        ingest.send(event("e1", "u1"), event("e2", "u1"));

        assertThat(ingest.publishedIds()).containsExactly("e1", "e2", "e1");
        assertThat(ingest.count(IngestMeters.IDS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void shouldRejectWhatIsNoEventWithItsPlaceAndBytes() {
        ingest.send(event("e1", "u1"), "{\"event_type\":", "{\"event_type\":1.5,\"tenant_id\":\"shop\"}");
        ingest.send("k", new byte[]{(byte) 0xff, 0}, ingest.clock.instant());
        ingest.send("k", null, Instant.parse("2011-01-01T00:00:00Z"));

        var rejections = ingest.rejections();
        assertThat(rejections).extracting(record -> record.value().code()).containsExactly(RejectionCode.NOT_JSON,
                RejectionCode.WRONG_TYPE, RejectionCode.NOT_JSON, RejectionCode.NOT_JSON);
        var wrongType = rejections.get(1).value();
        assertThat(wrongType.original()).isEqualTo("{\"event_type\":1.5,\"tenant_id\":\"shop\"}");
        assertThat(wrongType.field()).isEqualTo("event_type");
        assertThat(wrongType.topic()).isEqualTo("events.raw");
        assertThat(wrongType.partition()).isZero();
        assertThat(wrongType.offset()).isEqualTo(2);
        assertThat(wrongType.door()).isEqualTo("kafka");
        assertThat(wrongType.tenantId()).isEqualTo("shop");
        assertThat(wrongType.receivedAt()).isEqualTo(ingest.clock.instant());
        assertThat(rejections.get(2).value().originalBytes()).containsExactly(0xff, 0);
        assertThat(rejections.get(2).key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(rejections.get(3).value().originalBytes()).isEmpty();
        assertThat(rejections.get(3).getRecordTime()).isEqualTo(Instant.parse("2011-01-01T00:00:00Z"));
        assertThat(ingest.publishedIds()).containsExactly("e1");
    }

    @Test
    void shouldRejectEventsThatAreTooLargeAndKeepTheirBeginning() {
        var large = "{\"event_id\":\"large\",\"event_type\":\"v\",\"text\":\"%s\"}".formatted("x".repeat(8 << 20));
        var growing = "{\"event_id\":\"growing\",\"event_type\":\"v\",\"numbers\":[%s5e6]}".formatted(
                "5e6,".repeat(1 << 20));
        var fitting = "{\"event_id\":\"fitting\",\"event_type\":\"v\",\"text\":\"%s\"}".formatted(
                "x".repeat(7 << 20));

        ingest.send(large, growing, fitting);

        assertThat(ingest.publishedIds()).containsExactly("fitting");
        assertThat(ingest.rejections()).extracting(record -> record.value()).allSatisfy(rejection -> {
            assertThat(rejection.code()).isEqualTo(RejectionCode.TOO_LARGE);
            assertThat(rejection.original()).hasSize(KeptBytes.BEGINNING);
        }).extracting(rejection -> rejection.eventId()).containsExactly("large", "growing");
    }

    @Test
    void shouldTakeTheRecordsTimeForAnEventWithout() {
        ingest.send("u1", "{\"event_type\":\"v\",\"user_id\":\"u1\"}".getBytes(UTF_8),
                Instant.parse("1971-02-03T04:05:06.789Z"));

        var published = ingest.published().getFirst();
        assertThat(published.value().timestamp()).isEqualTo(Instant.parse("1971-02-03T04:05:06.789Z"));
        assertThat(published.value().receivedAt()).isEqualTo(ingest.clock.instant());
    }

    @Test
    void shouldClampTimestampsOfTheFuture() {
        ingest.send("{\"event_type\":\"v\",\"timestamp\":\"2099-01-01T00:00:00Z\"}", """
                {"event_type":"v","timestamp":"2099-01-01T00:00:00Z","received_at":"2099-01-01T00:00:00Z"}""");

        assertThat(ingest.published()).hasSize(2).allSatisfy(record -> {
            assertThat(record.getRecordTime()).isEqualTo(ingest.clock.instant());
            assertThat(record.value().metadata()).containsEntry("original_timestamp", "2099-01-01T00:00:00.000Z");
        });
        assertThat(ingest.count(IngestMeters.RECORDS_CLAMPED)).isEqualTo(2);
    }

    @Test
    void shouldBringStraysToThePartitionOfTheirKeyInOrder() {
        ingest.close();
        ingest = new IngestScenario(Settings.defaults(), 4, folder);
        var users = IntStream.range(0, 40).mapToObj(i -> "u" + i).toList();
        for (var user : users) {
            ingest.send(event(user + "-1", user), event(user + "-2", user), event(user + "-1", user));
        }

        long settled = users.stream().filter(user -> KeyPartition.of(user, 4) == 0).count();
        var published = ingest.published();
        assertThat(published).hasSize(80).allSatisfy(
                record -> assertThat(record.key()).isEqualTo(record.value().userId()));
        for (var user : users) {
            assertThat(published.stream().filter(record -> record.key().equals(user)).map(
                    record -> record.value().eventId())).containsExactly(user + "-1", user + "-2");
        }
        assertThat(ingest.count(IngestMeters.RECORDS_REKEYED)).isEqualTo(3.0 * (40 - settled)).isPositive();
        assertThat(settled).isPositive();
    }

    @Test
    void shouldAccountForEveryRecord() {
        var random = new Random(29);
        var sent = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) {
            sent.add(switch (random.nextInt(4)) {
                case 0 -> "{\"broken\"";
                case 1 -> event("repeated" + random.nextInt(20), "u");
                default -> event("e" + i, "u" + random.nextInt(9));
            });
        }

        ingest.send(sent.toArray(String[]::new));

        assertThat(ingest.count(IngestMeters.RECORDS_READ)).isEqualTo(2_000);
        assertThat(ingest.count(IngestMeters.NORMALISED) + ingest.count(IngestMeters.RECORDS_REJECTED)
                + ingest.count(IngestMeters.DUPLICATES)).isEqualTo(2_000);
        var valid = sent.stream().filter(json -> !json.contains("broken")).toList();
        assertThat(ingest.publishedIds()).containsExactlyElementsOf(
                new LinkedHashSet<>(valid.stream().map(IngestTopologyTest::idOf).toList()));
        assertThat(ingest.rejections()).hasSize((int) ingest.count(IngestMeters.RECORDS_REJECTED));
    }

    @Test
    void shouldRememberIdsAcrossARestartButNotTheExpiredOnes() {
        ingest.send(event("expired", "u1"));
        ingest.advance(Duration.ofHours(24));
        ingest.send(event("e1", "u1"));
        var changelog = ingest.changelog();
        ingest.close();

        ingest = new IngestScenario(Settings.defaults(), 1, folder);
        ingest.advance(Duration.ofHours(24));
        ingest.restore(changelog);
        assertThat(ingest.rememberedIds()).isEqualTo(1);
        ingest.send(event("e1", "u1"), event("e2", "u1"), event("expired", "u1"));

        assertThat(ingest.publishedIds()).containsExactly("e2", "expired");
    }

    @Test
    void shouldNameItsStoresAndRepartitionTopics() {
        var description = ingest.description();

        assertThat(description.split("Sub-topology:")).as("events; profiles on their way to them").hasSize(3);
        assertThat(description).contains("rekeyed-repartition", "event-arrivals", "profile-records-repartition",
                "user-profiles").doesNotContain("KSTREAM-");
    }

    private static String idOf(String json) {
        return json.substring(13, json.indexOf('"', 13));
    }

    private static String event(String id, String user) {
        return "{\"event_id\":\"%s\",\"event_type\":\"view\",\"user_id\":\"%s\"}".formatted(id, user);
    }

    /** The names of the store and of the repartition topic are data: a change here loses what is stored. */
    @Test
    void shouldHaveTheDocumentedTopology() {
        var builder = new StreamsBuilder();
        new IngestTopology(() -> 1, Settings.defaults(), Clock.systemUTC(),
                new TopologyMeters(new SimpleMeterRegistry()), new ProfileMeters(new SimpleMeterRegistry())).addTo(
                        builder);

        GoldenTopology.assertMatches(builder.build(), getClass(), "ingest.txt");
    }

}
