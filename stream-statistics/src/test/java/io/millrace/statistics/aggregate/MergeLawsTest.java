package io.millrace.statistics.aggregate;

import static io.millrace.statistics.aggregate.Layouts.ALL;
import static io.millrace.statistics.aggregate.Layouts.ORDERLESS;
import static io.millrace.statistics.aggregate.Layouts.ROUNDED;
import static io.millrace.statistics.aggregate.Layouts.bytes;
import static io.millrace.statistics.aggregate.Layouts.events;
import static io.millrace.statistics.aggregate.Layouts.read;
import static io.millrace.statistics.aggregate.Layouts.some;
import static io.millrace.statistics.aggregate.Layouts.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Merging is adding, in any order and grouping, through the stored form or not. */
class MergeLawsTest {

    private static final int ROUNDS = 400;
    private static final long WINDOW = 10_000;

    private final Random random = new Random(3);

    @Test
    void shouldMergeToWhatAddingAllWouldGive() {
        for (var round = 0; round < ROUNDS; round++) {
            var aggregates = some(ALL, random);
            var events = events(random, random.nextInt(1_500));
            var merged = AggregateLayout.of(aggregates).empty();
            for (var part : cutAtRandom(events)) {
                merged.merge(state(aggregates, part));
            }

            assertSameResults(merged, state(aggregates, events));
        }
    }

    @Test
    void shouldMergeToTheSameBytesInAnyOrderAndGrouping() {
        for (var round = 0; round < ROUNDS; round++) {
            var aggregates = some(ORDERLESS, random);
            var events = events(random, random.nextInt(1_500));
            var straight = bytes(state(aggregates, events));

            Collections.shuffle(events, random);
            var states = new ArrayList<AggregateState>();
            cutAtRandom(events).forEach(part -> states.add(state(aggregates, part)));
            while (states.size() > 1) {
                var one = states.remove(random.nextInt(states.size()));
                states.get(random.nextInt(states.size())).merge(one);
            }

            assertThat(bytes(states.getFirst())).isEqualTo(straight);
        }
    }

    @Test
    void shouldCommute() {
        for (var round = 0; round < ROUNDS; round++) {
            var left = state(some(ALL, random), events(random, random.nextInt(600)));
            var right = state(some(ALL, random), events(random, random.nextInt(600)));
            var leftFirst = left.copy();
            leftFirst.merge(right);
            right.merge(left);

            assertThat(bytes(leftFirst)).isEqualTo(bytes(right));
        }
    }

    @Test
    void shouldAssociate() {
        for (var round = 0; round < ROUNDS; round++) {
            var a = state(some(ALL, random), events(random, random.nextInt(400)));
            var b = state(some(ALL, random), events(random, random.nextInt(400)));
            var c = state(some(ALL, random), events(random, random.nextInt(400)));
            var fromLeft = a.copy();
            fromLeft.merge(b);
            fromLeft.merge(c);
            b.merge(c);
            a.merge(b);

            assertSameResults(fromLeft, a);
        }
    }

    @Test
    void shouldGoOnAfterBeingStoredAsIfItNeverWas() {
        for (var round = 0; round < ROUNDS; round++) {
            var aggregates = some(ALL, random);
            var straight = state(aggregates, events(random, random.nextInt(600)));
            var restored = read(bytes(straight));
            var later = state(some(ALL, random), events(random, random.nextInt(600)));
            straight.merge(later);
            restored.merge(read(bytes(later)));
            events(random, 50).forEach(event -> {
                straight.add(event.timestampMillis(), event.value(), event.inputs());
                restored.add(event.timestampMillis(), event.value(), event.inputs());
            });

            assertThat(bytes(restored)).isEqualTo(bytes(straight));
            assertThat(restored.footprintBytes()).isPositive();
        }
    }

    @Test
    void shouldLeaveTheOtherAsItIsAndShareNothingWithIt() {
        for (var round = 0; round < ROUNDS; round++) {
            var other = state(ALL, events(random, random.nextInt(600)));
            var before = bytes(other);
            var merged = state(some(ALL, random), events(random, random.nextInt(10)));
            merged.merge(other);
            events(random, 300).forEach(event -> merged.add(event.timestampMillis(), event.value(), event.inputs()));
            merged.merge(state(ALL, events(random, 300)));

            assertThat(bytes(other)).isEqualTo(before);
        }
    }

    @Test
    void shouldCopyToAStateOfItsOwn() {
        var original = state(ALL, events(random, 600));
        var before = bytes(original);
        var copy = original.copy();

        assertThat(bytes(copy)).isEqualTo(before);
        copy.merge(state(ALL, events(random, 600)));
        assertThat(bytes(original)).isEqualTo(before);
    }

    @Test
    void shouldDoubleWhenMergedWithItself() {
        var doubled = state(ALL, events(random, 600));
        var expected = doubled.copy();
        expected.merge(doubled.copy());
        doubled.merge(doubled);

        assertThat(bytes(doubled)).isEqualTo(bytes(expected));
        assertThat(doubled.count()).isEqualTo(1_200);
    }

    @Test
    void shouldStayAsItIsWhenNothingIsMergedIn() {
        var state = state(ALL, events(random, 600));
        var before = bytes(state);
        state.merge(AggregateLayout.of(ALL).empty());
        state.merge(AggregateLayout.of(List.of()).empty());

        assertThat(bytes(state)).isEqualTo(before);
    }

    @Test
    void shouldReportOfEachPartWhatItHasSeenAfterAChangeOfDefinition() {
        var before = AggregateLayout.of(List.of(new Aggregate.Sum())).empty();
        before.add(1, 100, null);
        var after = AggregateLayout.of(List.of(new Aggregate.Avg(), new Aggregate.StandardDeviation(),
                new Aggregate.Min())).empty();
        after.add(2, 10, null);
        after.add(3, 10, null);

        after.merge(before);

        assertThat(after.count()).isEqualTo(3);
        assertThat(after.value(new Aggregate.Avg(), WINDOW)).hasValue(40);
        assertThat(after.value(new Aggregate.StandardDeviation(), WINDOW)).hasValue(0);
        assertThat(after.value(new Aggregate.Min(), WINDOW)).hasValue(10);
    }

    private List<List<Layouts.Event>> cutAtRandom(List<Layouts.Event> events) {
        var parts = new ArrayList<List<Layouts.Event>>();
        var from = 0;
        while (from < events.size() || parts.isEmpty()) {
            var to = Math.min(events.size(), from + random.nextInt(300));
            parts.add(events.subList(from, to));
            from = to;
        }
        return parts;
    }

    private static void assertSameResults(AggregateState actual, AggregateState expected) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertThat(actual.firstEventMillis()).isEqualTo(expected.firstEventMillis());
        assertThat(actual.lastEventMillis()).isEqualTo(expected.lastEventMillis());
        assertThat(actual.top(Layouts.TOP_ITEMS)).isEqualTo(expected.top(Layouts.TOP_ITEMS));
        assertThat(actual.buckets(Layouts.BUCKETS)).isEqualTo(expected.buckets(Layouts.BUCKETS));
        for (var aggregate : ORDERLESS) {
            assertThat(actual.value(aggregate, WINDOW)).as(aggregate.name()).isEqualTo(
                    expected.value(aggregate, WINDOW));
        }
        for (var aggregate : ROUNDED) {
            var value = expected.value(aggregate, WINDOW);
            assertThat(actual.value(aggregate, WINDOW).isPresent()).isEqualTo(value.isPresent());
            value.ifPresent(number -> assertThat(actual.value(aggregate, WINDOW).getAsDouble()).as(
                    aggregate.name()).isCloseTo(number, within(1e-11 * Math.max(1, Math.abs(number)))));
        }
    }
}
