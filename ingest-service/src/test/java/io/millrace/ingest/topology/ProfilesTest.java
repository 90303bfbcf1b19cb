package io.millrace.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.event.RejectionCode;
import io.millrace.ingest.IngestMeters;
import io.millrace.ingest.Settings;
import io.millrace.ingest.profile.ProfileLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {

    private static final Instant NOON = Instant.parse("2024-06-01T12:00:00Z");

    @TempDir
    Path folder;

    private IngestScenario ingest;
    private int sent;

    @BeforeEach
    void start() {
        ingest = new IngestScenario(Settings.defaults(), 1, folder);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldJoinTheProfileIntoEventsAfterAnIdentifyAndIntoItself() {
        ingest.send(view("u1"), identify("u1", "{\"segment\":\"vip\",\"traits\":{\"plan\":\"pro\"}}"), view("u1"));

        var events = events();
        assertThat(events.getFirst().segment()).isNull();
        assertThat(events.getFirst().context()).isEmpty();
        assertThat(events.subList(1, 3)).hasSize(2).allSatisfy(event -> {
            assertThat(event.segment()).isEqualTo("vip");
            assertThat(event.context()).isEqualTo(Map.of("profile", Map.of("traits", Map.of("plan", "pro"))));
        });
        assertThat(ingest.count(IngestMeters.PROFILES_JOINS, IngestMeters.OUTCOME, "hit")).isEqualTo(2);
        assertThat(ingest.count(IngestMeters.PROFILES_JOINS, IngestMeters.OUTCOME, "miss")).isEqualTo(1);
        assertThat(ingest.count(IngestMeters.PROFILES_UPDATES, IngestMeters.SOURCE, "identify")).isEqualTo(1);
    }

    @Test
    void shouldGiveACohortByTheEarliestRegistrationInUtc() {
        ingest.send(event("user.registered", "u1", "2024-02-01T00:30:00+01:00", "{}"),
                event("user.registered", "u1", "2024-03-01T00:00:00Z", "{}"));

        assertThat(events()).extracting(event -> event.context().get("profile")).containsOnly(Map.of("traits",
                Map.of(), "registered_at", "2024-01-31T23:30:00.000Z", "cohort", "2024-01-31"));
        assertThat(ingest.count(IngestMeters.PROFILES_UPDATES, IngestMeters.SOURCE, "registered")).isEqualTo(1);
        assertThat(ingest.count(IngestMeters.PROFILES_UNCHANGED)).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheSegmentAndContextThatAnEventBrings() {
        ingest.send(identify("u1", "{\"segment\":\"vip\"}"), """
                {"event_type":"view","user_id":"u1","segment":"own","context":{"bot":true}}""");

        var event = events().getLast();
        assertThat(event.segment()).isEqualTo("own");
        assertThat(event.context()).containsEntry("bot", true).containsKey("profile");
    }

    @Test
    void shouldMergeByEventTimeWhateverTheOrder() {
        ingest.send(event("identify", "u1", "2024-05-02T00:00:00Z", "{\"plan\":\"pro\",\"city\":null}"),
                event("identify", "u1", "2024-05-01T00:00:00Z",
                        "{\"plan\":\"free\",\"city\":\"Bern\",\"age\":30,\"segment\":\"new\"}"));

        assertThat(traits(events().getLast())).isEqualTo(Map.of("plan", "pro", "age", 30L));
        assertThat(profiles().get("default/u1")).isEqualTo("""
                {"tenant_id":"default","user_id":"u1","segment":"new","traits":{"age":30,"plan":"pro"},\
                "first_seen":"2024-05-01T00:00:00.000Z"}""");
    }

    @Test
    void shouldNotMixUsersOfTwoTenants() {
        ingest.send("""
                {"event_type":"identify","user_id":"u1","tenant_id":"a","data":{"plan":"a"}}""", """
                {"event_type":"identify","user_id":"u1","tenant_id":"b","data":{"plan":"b"}}""", """
                {"event_type":"view","user_id":"u1","tenant_id":"a"}""");
        ingest.writeProfile("b/u1", "{\"segment\":\"vip\"}", NOON);
        ingest.send("""
                {"event_type":"view","user_id":"u1","tenant_id":"a"}""", """
                {"event_type":"view","user_id":"u1","tenant_id":"c"}""");

        var events = events();
        assertThat(traits(events.get(2))).isEqualTo(Map.of("plan", "a"));
        assertThat(events.get(3).segment()).isNull();
        assertThat(events.get(4).context()).isEmpty();
        assertThat(profiles()).containsOnlyKeys("a/u1", "b/u1");
    }

    @Test
    void shouldHaveNoProfileForAnonymousVisitors() {
        ingest.send(identify("x", "{\"plan\":\"pro\"}"), """
                {"event_type":"identify","anonymous_id":"x","data":{"plan":"free"}}""", """
                {"event_type":"view","anonymous_id":"x"}""");

        assertThat(events().subList(1, 3)).allSatisfy(event -> assertThat(event.context()).isEmpty());
        assertThat(ingest.count(IngestMeters.PROFILES_ANONYMOUS)).isEqualTo(1);
        assertThat(ingest.count(IngestMeters.PROFILES_JOINS)).isEqualTo(1);
        assertThat(profiles()).containsOnlyKeys("default/x");
    }

    @Test
    void shouldReplaceTheFieldsThatARecordOfProfilesNames() {
        ingest.send(identify("u1", "{\"segment\":\"new\",\"traits\":{\"plan\":\"free\",\"city\":\"Bern\"}}"));
        ingest.writeProfile("default/u1", "{\"segment\":\"vip\",\"traits\":{\"plan\":\"pro\"}}", NOON.plusSeconds(1));
        ingest.writeProfile("u2", "{\"registered_at\":\"2023-12-31\"}", NOON);
        ingest.send(view("u1"), view("u2"));

        var events = events();
        assertThat(events.get(1).segment()).isEqualTo("vip");
        assertThat(traits(events.get(1))).isEqualTo(Map.of("plan", "pro", "city", "Bern"));
        assertThat(events.get(2).context().toString()).contains("cohort=2023-12-31");
        assertThat(ingest.count(IngestMeters.PROFILES_UPDATES, IngestMeters.SOURCE, "record")).isEqualTo(2);
    }

    @Test
    void shouldNotLetAnOlderRecordOfProfilesOverrideNorOneOfTheFutureLast() {
        ingest.send(identify("u1", "{\"plan\":\"new\"}"));
        ingest.writeProfile("default/u1", "{\"traits\":{\"plan\":\"old\"}}", NOON.minusSeconds(1));
        ingest.writeProfile("default/u2", "{\"traits\":{\"plan\":\"future\"}}", Instant.parse("2099-01-01T00:00:00Z"));
        ingest.send(view("u1"), event("identify", "u2", "2024-06-01T12:00:01Z", "{\"plan\":\"later\"}"));

        assertThat(events()).extracting(ProfilesTest::traits).containsExactly(Map.of("plan", "new"),
                Map.of("plan", "new"), Map.of("plan", "later"));
    }

    @Test
    void shouldPublishTheWholeProfileAfterEachRecordAndNotReadItBack() {
        ingest.send(identify("u1", "{\"plan\":\"pro\"}"));
        ingest.writeProfile("default/u1", "{\"segment\":\"vip\"}", NOON);
        ingest.writeProfile("default/u1", "{\"segment\":\"vip\"}", NOON);

        var whole = """
                {"tenant_id":"default","user_id":"u1","segment":"vip","traits":{"plan":"pro"},\
                "first_seen":"2024-06-01T12:00:00.000Z"}""";
        var published = ingest.profileRecords();
        assertThat(published).hasSize(3).extracting(record -> text(record.value())).endsWith(whole, whole);
        assertThat(published).allSatisfy(
                record -> assertThat(record.headers().lastHeader("millrace-writer")).isNotNull());
        assertThat(ingest.count(IngestMeters.PROFILES_UPDATES)).isEqualTo(2);
        assertThat(ingest.count(IngestMeters.PROFILES_UNCHANGED)).isEqualTo(1);
    }

    @Test
    void shouldNotPublishWhatEventsDoNotChange() {
        ingest.send(identify("u1", "{\"plan\":\"pro\"}"), identify("u1", "{\"plan\":\"pro\"}"), view("u1"), view("u2"));

        assertThat(ingest.profileRecords()).hasSize(1);
    }

    @Test
    void shouldForgetAUserAtATombstone() {
        ingest.send(identify("u1", "{\"plan\":\"pro\"}"));
        ingest.writeProfile("u1", null, NOON.plusSeconds(5));
        ingest.send(event("identify", "u1", "2024-06-01T11:00:00Z", "{\"plan\":\"old\"}"), view("u1"));

        assertThat(events().subList(1, 3)).allSatisfy(event -> assertThat(event.context()).isEmpty());
        var published = ingest.profileRecords();
        assertThat(published).hasSize(2);
        assertThat(published.getLast().key()).isEqualTo("default/u1");
        assertThat(published.getLast().value()).isNull();
    }

    @Test
    void shouldRefuseTooManyTraitsButTakeTheEvent() {
        var many = IntStream.range(0, ProfileLimits.MAX_TRAITS).mapToObj("\"t%d\":1"::formatted).collect(
                Collectors.joining(",", "{", "}"));
        ingest.send(identify("u1", many), identify("u1", "{\"one-more\":1}"), identify("u1", "{\"t0\":null}"),
                identify("u1", "{\"one-more\":2}"));

        var events = events();
        assertThat(events).hasSize(4);
        assertThat(traits(events.get(1))).hasSize(200).doesNotContainKey("one-more");
        assertThat(traits(events.get(3))).hasSize(200).containsEntry("one-more", 2L);
        var rejection = ingest.rejections().getFirst();
        assertThat(rejection.key()).isEqualTo("u1".getBytes(StandardCharsets.UTF_8));
        assertThat(rejection.value().code()).isEqualTo(RejectionCode.TOO_LARGE);
        assertThat(rejection.value().reason()).isEqualTo("the profile would have 201 traits, at most 200 are kept");
        assertThat(rejection.value().eventId()).isEqualTo(events.get(1).eventId());
        assertThat(rejection.value().original()).contains("one-more");
        assertThat(ingest.count(IngestMeters.PROFILES_REFUSED, IngestMeters.REASON, "too_large")).isEqualTo(1);
        assertThat(ingest.count(IngestMeters.RECORDS_REJECTED)).isZero();
    }

    @Test
    void shouldRefuseAProfileThatIsTooLarge() {
        ingest.send(identify("u1", "{\"a\":\"%s\"}".formatted("x".repeat(60_000))),
                identify("u1", "{\"b\":\"%s\"}".formatted("x".repeat(60_000))), identify("u1", "{\"traits\":[]}"));

        assertThat(events()).extracting(event -> traits(event).keySet()).containsOnly(java.util.Set.of("a"));
        assertThat(ingest.rejections()).extracting(record -> record.value().code()).containsExactly(
                RejectionCode.TOO_LARGE, RejectionCode.WRONG_TYPE);
    }

    @Test
    void shouldCarryTheLargestProfileWithTheLargestEvent() {
        ingest.send(identify("u1", "{\"a\":\"%s\"}".formatted("x".repeat(65_000))), """
                {"event_type":"view","user_id":"u1","text":"%s"}""".formatted("x".repeat((8 << 20) - (129 << 10))));

        var event = events().getLast();
        assertThat(traits(event)).containsKey("a");
        assertThat(io.millrace.event.EventJson.write(event)).hasSizeBetween(8_300_000, (8 << 20) - 2_000);
    }

    @Test
    void shouldRejectBadRecordsOfProfilesWithTheirPlace() {
        ingest.writeProfile("default/u1", "{\"segment\":\"vip\"}", NOON);
        ingest.writeProfile("default/u1", "{\"segment\":", NOON);
        ingest.writeProfile("default/u1", "{\"plan\":\"pro\"}", NOON);
        ingest.writeProfile("shop/u1", "{\"tenant_id\":\"other\",\"segment\":\"vip\"}", NOON);
        ingest.writeProfile("shop/", "{\"segment\":\"vip\"}", NOON);
        ingest.writeProfile(null, "{\"segment\":\"vip\"}", NOON);
        ingest.writeProfile("default/u2", "{\"traits\":{\"a\":\"%s\"}}".formatted("x".repeat(7 << 20)), NOON);
        ingest.writeProfile("k".repeat(1 << 20), "{}", NOON);

        var rejections = ingest.rejections();
        assertThat(rejections).extracting(record -> record.value().code()).containsExactly(RejectionCode.NOT_JSON,
                RejectionCode.BAD_VALUE, RejectionCode.WRONG_TENANT, RejectionCode.BAD_VALUE,
                RejectionCode.MISSING_FIELD, RejectionCode.TOO_LARGE, RejectionCode.BAD_VALUE);
        var unknown = rejections.get(1).value();
        assertThat(unknown.field()).isEqualTo("plan");
        assertThat(unknown.topic()).isEqualTo("profiles");
        assertThat(unknown.partition()).isZero();
        assertThat(unknown.tenantId()).isEqualTo("default");
        assertThat(unknown.original()).isEqualTo("{\"plan\":\"pro\"}");
        assertThat(ingest.count(IngestMeters.PROFILES_REFUSED)).isEqualTo(7);
        assertThat(profiles()).as("the last record is the whole profile again").containsOnlyKeys(
                "default/u1").containsValue("""
                        {"tenant_id":"default","user_id":"u1","segment":"vip","traits":{}}""");
    }

    @Test
    void shouldFindTheProfileOfAStray() {
        ingest.close();
        ingest = new IngestScenario(Settings.defaults(), 4, folder);
        for (int i = 0; i < 20; i++) {
            ingest.writeProfile("default/u" + i, "{\"segment\":\"s%d\"}".formatted(i), NOON);
            ingest.send(identify("u" + i, "{\"i\":%d}".formatted(i)), view("u" + i));
        }

        assertThat(events()).hasSize(40).allSatisfy(event -> {
            assertThat(event.segment()).isEqualTo("s" + event.userId().substring(1));
            assertThat(traits(event)).containsKey("i");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldComeToTheSameProfilesInAnyOrderAndToTheSameEventsInTheSame(long seed) {
        var random = new Random(seed);
        var jsons = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            jsons.add(randomEvent(random, i));
        }
        var reference = run(jsons);
        assertThat(run(jsons)).as("a replay").isEqualTo(reference);

        for (int order = 0; order < 4; order++) {
            var disorder = new ArrayList<>(jsons);
            Collections.shuffle(disorder, random);
            disorder.addAll(jsons.subList(0, 20));
            assertThat(run(disorder).profiles()).isEqualTo(reference.profiles());
        }
        assertThat(reference.profiles()).hasSize(6);
        assertThat(reference.events()).hasSize(120);
    }

    private record Run(List<Event> events, Map<String, String> profiles) {}

    private Run run(List<String> jsons) {
        var own = new IngestScenario(Settings.defaults(), 1, folder.resolve("run" + sent++));
        try (own) {
            own.send(jsons.toArray(String[]::new));
            var events = own.published().stream().map(record -> record.value()).toList();
            assertThat(events).extracting(Event::eventId).as("neither reordered nor lost").containsExactlyElementsOf(
                    new LinkedHashSet<>(
                            jsons.stream().map(json -> json.substring(13, json.indexOf(',') - 1)).toList()));
            return new Run(events, profiles(own));
        }
    }

    private static String randomEvent(Random random, int i) {
        var type = List.of("identify", "identify", "user.registered", "view").get(random.nextInt(4));
        var time = NOON.minusSeconds(random.nextInt(60)).toString();
        var trait = random.nextInt(4) == 0 ? "null" : "\"v%d\"".formatted(random.nextInt(5));
        return """
                {"event_id":"e%d","event_type":"%s","user_id":"u%d","tenant_id":"t%d","timestamp":"%s",\
                "data":{"traits":{"a%d":%s,"segment":"s%d"}}}""".formatted(i, type, random.nextInt(3),
                random.nextInt(2), time, random.nextInt(4), trait, random.nextInt(3));
    }

    private List<Event> events() {
        return ingest.published().stream().map(record -> record.value()).toList();
    }

    private Map<String, String> profiles() {
        return profiles(ingest);
    }

    /** The last record of each key. */
    private static Map<String, String> profiles(IngestScenario ingest) {
        var last = new HashMap<String, String>();
        ingest.profileRecords().forEach(record -> last.put(record.key(), text(record.value())));
        return last;
    }

    private static String text(byte[] json) {
        return json == null ? null : new String(json, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> traits(Event event) {
        return (Map<String, Object>) ((Map<String, Object>) event.context().get("profile")).get("traits");
    }

    private String view(String user) {
        return event("view", user, NOON.toString(), "{}");
    }

    private String identify(String user, String data) {
        return event("identify", user, NOON.toString(), data);
    }

    /** The ids grow, as those of the door do. */
    private String event(String type, String user, String time, String data) {
        return "{\"event_id\":\"e%05d\",\"event_type\":\"%s\",\"user_id\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}".formatted(
                sent++, type, user, time, data);
    }

}
