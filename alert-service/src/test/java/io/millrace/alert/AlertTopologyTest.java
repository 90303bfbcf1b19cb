package io.millrace.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.alert.rule.ActiveRules;
import io.millrace.definition.DefinitionKind;
import io.millrace.result.Alert;
import io.millrace.result.Notification;
import io.millrace.result.PatternMatch;
import io.millrace.result.WindowResult;
import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.testkit.topology.GoldenTopology;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertTopologyTest {

    private static final Instant START = Instant.parse("2024-01-01T10:00:00Z");
    private static final String DEFINITIONS = """
            kind: metric
            name: errors
            by: {service: data.service}
            windows: [{tumbling: 1m}]
            aggregates: [count]
            grace: 10s
            ---
            kind: metric
            name: orders
            by: {currency: data.currency, country: data.country}
            rollup: [[country]]
            windows: [{tumbling: 1m}, {session: 30m, per: user_id}]
            aggregates: [count]
            ---
            kind: metric
            name: latency
            value: data.ms
            windows: [{tumbling: 1m}]
            aggregates: [avg]
            ---
            kind: pattern
            name: break-in
            pattern: fail -> success
            within: 10m
            define: {fail: {events: [login.failed]}, success: {events: [login.succeeded]}}
            measures: {seconds: duration_s}
            ---
            kind: rule
            name: many-errors
            severity: critical
            when: {metric: errors, window: 1m, aggregate: count, by: [service], op: ">", threshold: 5}
            message: "{{service}}: {{value}} errors in a minute (limit {{threshold}})"
            notify: [ops]
            ---
            kind: rule
            name: slow
            when: {metric: latency, window: 1m, aggregate: avg, op: ">", threshold: 100}
            for: 2m
            ---
            kind: rule
            name: many-orders
            when: {metric: orders, window: 1m, aggregate: count, op: ">", threshold: 5}
            ---
            kind: rule
            name: many-orders-of-a-country
            when: {metric: orders, window: 1m, aggregate: count, by: [country], op: ">", threshold: 5}
            message: "{{country}}: {{value}}"
            ---
            kind: rule
            name: long-session
            when: {metric: orders, window: session-30m, aggregate: count, op: ">", threshold: 5}
            message: "{{user_id}}: {{value}}"
            ---
            kind: rule
            name: break-in
            when: {pattern: break-in}
            message: "{{key}} after {{seconds}} s"
            notify: [ops, security]
            """;

    @TempDir
    private Path state;
    private final TestDefinitions definitions = TestDefinitions.of(DEFINITIONS);
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "alert-scenario");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology(definitions), settings, START);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldFireOnAnOpenWindowWhoseCountCanOnlyGrow() {
        window("errors", 0, Map.of("service", "cart"), Map.of("count", 6.0), false);

        assertThat(alerts()).extracting(AlertTopologyTest::text).containsExactly(
                "many-errors firing {service=cart}: cart: 6 errors in a minute (limit 5)");
        assertThat(notifications()).extracting(Notification::channel).containsExactly("ops");
    }

    @Test
    void shouldWaitForTheEndOfAWindowWhoseValueMayStillChange() {
        for (int minute = 0; minute < 3; minute++) {
            window("latency", minute, Map.of(), Map.of("avg", 150.0), false);
        }
        assertThat(alerts()).isEmpty();

        for (int minute = 0; minute < 3; minute++) {
            window("latency", minute, Map.of(), Map.of("avg", 150.0), true);
        }
        assertThat(alerts()).extracting(alert -> alert.state().label()).containsExactly("pending", "firing");
    }

    @Test
    void shouldResolveWhenAClosedWindowNoLongerPasses() {
        window("errors", 0, Map.of("service", "cart"), Map.of("count", 6.0), true);
        window("errors", 1, Map.of("service", "search"), Map.of("count", 1.0), true);
        window("errors", 1, Map.of("service", "cart"), Map.of("count", 2.0), true);

        assertThat(alerts()).extracting(alert -> alert.state().label()).containsExactly("firing", "resolved");
        assertThat(notifications()).extracting(notification -> notification.alert().state().label()).containsExactly(
                "firing", "resolved");
    }

    @Test
    void shouldNotResolveByAnEarlierWindowThatClosesLater() {
        window("errors", 1, Map.of("service", "cart"), Map.of("count", 6.0), false);
        window("errors", 0, Map.of("service", "cart"), Map.of("count", 2.0), true);

        assertThat(alerts()).extracting(alert -> alert.state().label()).containsExactly("firing");
    }

    @Test
    void shouldResolveWhenTheSeriesGoesSilent() {
        window("errors", 0, Map.of("service", "cart"), Map.of("count", 6.0), true);

        driver.advanceWallClockTime(Duration.ofSeconds(80));
        assertThat(alerts()).hasSize(1);
        driver.advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(alerts()).extracting(Alert::reason).containsExactly("nothing came for PT1M20S");
    }

    @Test
    void shouldLookOnlyAtResultsThatHaveTheDimensionsOfTheRule() {
        window("orders", 0, Map.of("currency", "EUR", "country", "DE"), Map.of("count", 6.0), true);
        assertThat(alerts()).extracting(Alert::rule).containsExactly("many-orders");

        window("orders", 0, Map.of("country", "DE"), Map.of("count", 7.0), true);
        assertThat(alerts()).extracting(AlertTopologyTest::text).containsExactly(
                "many-orders-of-a-country firing {country=DE}: DE: 7");

        window("orders", 0, Map.of(), Map.of("count", 8.0), true);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void shouldNotResolveByAResultOfOtherDimensions() {
        window("orders", 0, Map.of("currency", "EUR", "country", "DE"), Map.of("count", 6.0), true);
        window("orders", 1, Map.of("country", "DE"), Map.of("count", 1.0), true);

        assertThat(alerts()).extracting(alert -> alert.state().label()).containsExactly("firing");
    }

    @Test
    void shouldJudgeSessionsByWhatTheyAreSeparateBy() {
        var session = new WindowResult("orders", 1, "t1", "session-30m", START, START.plusSeconds(90),
                Map.of("currency", "EUR", "country", "DE", "user_id", "ada"), Map.of("count", 6.0), null, null, false,
                null, START.plusSeconds(90));
        send(Topics.METRICS_WINDOWS, "session", session, session.lastEventAt());

        assertThat(alerts()).extracting(AlertTopologyTest::text).containsExactly(
                "long-session firing {country=DE, currency=EUR, user_id=ada}: ada: 6");
    }

    @Test
    void shouldFireForEachKeyOfAPattern() {
        match("u1");
        match("u2");
        match("u1");

        assertThat(alerts()).extracting(AlertTopologyTest::text).containsExactly(
                "break-in firing {key=u1}: u1 after 4.0 s", "break-in firing {key=u2}: u2 after 4.0 s");
        assertThat(notifications()).extracting(Notification::channel).containsExactly("ops", "security", "ops",
                "security");
    }

    @Test
    void shouldClearTheAlertsOfADeletedRuleWithoutNotifying() {
        window("errors", 0, Map.of("service", "cart"), Map.of("count", 6.0), true);
        notifications();
        definitions.delete(DefinitionKind.RULE, "many-errors");

        driver.advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(alerts()).extracting(alert -> alert.state().label()).containsExactly("firing", "resolved");
        assertThat(notifications()).isEmpty();
    }

    @Test
    void shouldGiveTheSameDeliveryIdToTheSameNotification() {
        window("errors", 0, Map.of("service", "cart"), Map.of("count", 6.0), true);
        var first = notifications();
        driver.close();
        start();
        window("errors", 0, Map.of("service", "cart"), Map.of("count", 6.0), true);

        assertThat(notifications()).extracting(Notification::deliveryId).isEqualTo(
                first.stream().map(Notification::deliveryId).toList());
    }

    @Test
    void shouldHaveTheDocumentedTopology() {
        GoldenTopology.assertMatches(topology(definitions), getClass(), "alert.txt");
    }

    private static Topology topology(TestDefinitions definitions) {
        var builder = new StreamsBuilder();
        var properties = new AlertProperties(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(5),
                Duration.ofDays(30), Duration.ofMinutes(1), Duration.ofMinutes(2), Map.of());
        new AlertTopology(new ActiveRules(definitions), new AlertMeters(new SimpleMeterRegistry()), properties).addTo(
                builder);
        return builder.build();
    }

    private void window(String metric, int minute, Map<String, String> group, Map<String, Double> values,
            boolean isFinal) {
        var start = START.plus(Duration.ofMinutes(minute));
        var result = new WindowResult(metric, 1, "t1", "1m", start, start.plus(Duration.ofMinutes(1)), group, values,
                null, null, isFinal, null, start.plusSeconds(30));
        send(Topics.METRICS_WINDOWS, metric + group, result, result.lastEventAt());
    }

    private void match(String user) {
        var result = new PatternMatch("id-" + user, "break-in", 1, "t1", user, START, START.plusSeconds(4), Map.of(),
                Map.of("seconds", 4.0));
        send(Topics.PATTERNS_MATCHES, user, result, result.end());
    }

    private <V> void send(Topic<String, V> topic, String key, V value, Instant timestamp) {
        driver.createInputTopic(topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer()).pipeInput(
                key, value, timestamp);
    }

    private List<Alert> alerts() {
        return read(Topics.ALERTS);
    }

    private List<Notification> notifications() {
        return read(Topics.NOTIFICATIONS);
    }

    private <V> List<V> read(Topic<String, V> topic) {
        return driver.createOutputTopic(topic.name(), topic.keySerde().deserializer(),
                topic.valueSerde().deserializer()).readValuesToList();
    }

    private static String text(Alert alert) {
        return "%s %s %s: %s".formatted(alert.rule(), alert.state().label(), alert.labels(), alert.message());
    }

}
