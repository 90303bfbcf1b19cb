package io.millrace.expressions.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Instant START = Instant.parse("2024-03-09T10:00:00Z");
    private static final String FUNNEL = """
            pattern: view -> cart -> buy
            within: 30m
            define:
              view: {events: [view]}
              cart: {events: [cart], where: cart.data.sku == view.data.sku}
              buy: {events: [buy]}
            timeouts: emit
            measures: {spent: buy.data.amount, seconds: duration_s}
            """;

    private int ids;

    @Test
    void shouldFindWhatTheEventsHoldWhateverTheirOrder() {
        var events = new ArrayList<>(List.of(event("ada", "view", 0), event("ada", "cart", 5),
                event("ada", "buy", 10), event("bob", "view", 2), event("bob", "cart", 3), event("cyd", "view", 50),
                event("dan", "search", 60)));
        Collections.shuffle(events, new Random(3));

        var result = rehearse(FUNNEL, events, 10);

        assertThat(result.matches()).singleElement().satisfies(match -> {
            assertThat(match.key()).isEqualTo("ada");
            assertThat(match.start()).isEqualTo(START);
            assertThat(match.end()).isEqualTo(START.plus(Duration.ofMinutes(10)));
            assertThat(match.measures()).containsEntry("seconds", 600.0);
        });
        assertThat(result.timeouts()).singleElement().satisfies(timeout -> {
            assertThat(timeout.key()).isEqualTo("bob");
            assertThat(timeout.waitingFor()).isEqualTo("buy");
            assertThat(timeout.deadline()).isEqualTo(START.plus(Duration.ofMinutes(32)));
        });
        assertThat(result.open()).singleElement().satisfies(open -> {
            assertThat(open.key()).isEqualTo("cyd");
            assertThat(open.waitingFor()).isEqualTo("cart");
        });
        assertThat(result.first()).isEqualTo(START);
        assertThat(result.last()).isEqualTo(START.plus(Duration.ofMinutes(60)));
        assertThat(result.counts()).isEqualTo(new RehearsalResult.Counts(7, 6, 0, 0, 0, 3, 1, 1, 0, 1, 0));
    }

    @Test
    void shouldLeaveOpenWhatHasItsDeadlineBehindTheLastEventOfItsTenant() {
        var events = List.of(event("ada", "view", 0), of("other", "bob", "view", 90), event("ada", "search", 29));

        assertThat(rehearse(FUNNEL, events, 10).counts().timeouts()).isZero();
        assertThat(rehearse(FUNNEL, List.of(event("ada", "view", 0), event("bob", "search", 30)), 10).timeouts()).map(
                PatternTimeout::key).containsExactly("ada");
    }

    @Test
    void shouldKeepEqualTimesInTheOrderOfArrival() {
        var view = event("ada", "view", 0);
        var cart = event("ada", "cart", 0);
        var buy = event("ada", "buy", 0);

        assertThat(rehearse(FUNNEL, List.of(view, cart, buy), 10).counts().matches()).isOne();
        assertThat(rehearse(FUNNEL, List.of(buy, cart, view), 10).counts().matches()).isZero();
    }

    @Test
    void shouldListTheEarliestAndCountAll() {
        var events = new ArrayList<Event>();
        for (int i = 0; i < 50; i++) {
            for (var type : List.of("view", "cart", "buy")) {
                events.add(event("user-" + i, type, i));
            }
        }
        Collections.shuffle(events, new Random(4));
        var sorted = new ArrayList<>(events);
        sorted.sort((a, b) -> Integer.compare(rank(a), rank(b)));

        var result = rehearse(FUNNEL, sorted, 3);

        assertThat(result.matches()).map(PatternMatch::key).containsExactly("user-0", "user-1", "user-2");
        assertThat(result.counts().matches()).isEqualTo(50);
        assertThat(result.counts().keys()).isEqualTo(50);
    }

    @Test
    void shouldCountEventsWithoutKeyAndThoseThatTheServiceRefuses() {
        var failing = FUNNEL.replace("pattern:", "key: 1 / data.divisor\npattern:");

        var events = List.of(of("t1", null, "view", 0), event("u".repeat(600), "view", 1), event("ada", "view", 2));
        var large = new Rehearsal(compile(FUNNEL), 10);
        large.add(event("ada", "view", 0), Rehearsal.MAX_EVENT_BYTES + 1);
        var counts = rehearse(FUNNEL, events, 10).counts();

        assertThat(counts.withoutKey()).isOne();
        assertThat(counts.refused()).isOne();
        assertThat(counts.keys()).isOne();
        assertThat(large.run().counts().refused()).isOne();
        assertThat(rehearse(failing, List.of(with("ada", "view", 0, Map.of("divisor", 0L))),
                10).counts().failed()).isOne();
    }

    @Test
    void shouldTellRunsDroppedForALimit() {
        var events = new ArrayList<Event>();
        for (int i = 0; i <= 1_000; i++) {
            events.add(event("ada", "view", 0));
        }

        var result = rehearse(FUNNEL, events, 10);

        assertThat(result.counts().overflows()).isOne();
        assertThat(result.overflows()).hasSize(1);
        assertThat(result.counts().open()).isEqualTo(1_000);
        assertThat(result.open()).hasSize(10);
    }

    private static int rank(Event event) {
        return List.of("view", "cart", "buy").indexOf(event.eventType());
    }

    private static RehearsalResult rehearse(String definition, List<Event> events, int limit) {
        var rehearsal = new Rehearsal(compile(definition), limit);
        events.forEach(event -> rehearsal.add(event, EventJson.write(event).length));
        return rehearsal.run();
    }

    private static CompiledBehaviour compile(String definition) {
        return BehaviourCompiler.compile(DefinitionReader.readOne(definition, DefinitionKind.PATTERN, "funnel"), 1);
    }

    private Event event(String user, String type, int minute) {
        return of("t1", user, type, minute);
    }

    private Event of(String tenant, String user, String type, int minute) {
        return with(tenant, user, type, minute, Map.of("sku", "tea"));
    }

    private Event with(String user, String type, int minute, Map<String, Object> data) {
        return with("t1", user, type, minute, data);
    }

    private Event with(String tenant, String user, String type, int minute, Map<String, Object> data) {
        return new Event("e" + ++ids, type, tenant, user, null, null, START.plus(Duration.ofMinutes(minute)), null,
                null, null, data, Map.of(), Map.of(), Map.of());
    }

}
