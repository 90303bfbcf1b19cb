package io.millrace.statistics.aggregate;

import static io.millrace.statistics.aggregate.Layouts.BUCKETS;
import static io.millrace.statistics.aggregate.Layouts.MEDIAN;
import static io.millrace.statistics.aggregate.Layouts.TOP_ITEMS;
import static io.millrace.statistics.aggregate.Layouts.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateStateTest {

    private static final long MINUTE = 60_000;

    private final AggregateState state = AggregateLayout.of(Layouts.ALL).empty();

    private void add(long timestampMillis, double value, String... inputs) {
        state.add(timestampMillis, value, inputs);
    }

    private OptionalDouble value(String name) {
        return state.value(Aggregate.ofName(name).orElseThrow(), MINUTE);
    }

    @Test
    void shouldReportEveryAggregateOfItsEvents() {
        add(2_000, 4, "ann", "tea");
        add(1_000, 1, "bob", "tea");
        add(3_000, 10, "ann", "cup");

        assertThat(state.count()).isEqualTo(3);
        assertThat(state.firstEventMillis()).isEqualTo(1_000);
        assertThat(state.lastEventMillis()).isEqualTo(3_000);
        assertThat(value("count")).hasValue(3);
        assertThat(value("rate")).hasValue(0.05);
        assertThat(value("sum")).hasValue(15);
        assertThat(value("avg")).hasValue(5);
        assertThat(value("min")).hasValue(1);
        assertThat(value("max")).hasValue(10);
        assertThat(value("variance")).hasValue(21);
        assertThat(value("stddev")).hasValue(Math.sqrt(21));
        assertThat(value("first")).hasValue(1);
        assertThat(value("last")).hasValue(10);
        assertThat(value("p0")).hasValue(1);
        assertThat(value("p50").orElseThrow()).isBetween(3.96, 4.04);
        assertThat(value("p99.9")).hasValue(10);
        assertThat(state.value(USERS, MINUTE)).hasValue(2);
        assertThat(state.top(TOP_ITEMS)).containsExactly(new TopItem("tea", 2, 0), new TopItem("cup", 1, 0));
        assertThat(state.buckets(BUCKETS)).containsExactly(new Bucket(-10, 0), new Bucket(0, 0), new Bucket(0.5, 0),
                new Bucket(100, 3), new Bucket(Double.POSITIVE_INFINITY, 3));
    }

    @Test
    void shouldBeUndefinedWithoutEventsButForTheCount() {
        assertThat(state.isEmpty()).isTrue();
        assertThat(value("count")).hasValue(0);
        assertThat(value("rate")).hasValue(0);
        for (var name : List.of("sum", "avg", "min", "max", "variance", "stddev", "first", "last", "p50")) {
            assertThat(value(name)).as(name).isEmpty();
        }
        assertThat(state.value(USERS, MINUTE)).hasValue(0);
        assertThat(state.top(TOP_ITEMS)).isEmpty();
        assertThat(state.buckets(BUCKETS)).extracting(Bucket::count).containsOnly(0L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldCountEventsWithoutAValue(double none) {
        add(1_000, none);
        add(500, none);
        add(2_000, 7);

        assertThat(value("count")).hasValue(3);
        assertThat(value("avg")).hasValue(7);
        assertThat(value("min")).hasValue(7);
        assertThat(value("first")).hasValue(7);
        assertThat(value("p100")).hasValue(7);
        assertThat(value("variance")).isEmpty();
        assertThat(state.firstEventMillis()).isEqualTo(500);
    }

    @Test
    void shouldTakeNullEmptyAndMissingTextsForNone() {
        add(1, 1, null, "");
        add(2, 1);
        add(3, 1, (String[]) null);

        assertThat(state.value(USERS, MINUTE)).hasValue(0);
        assertThat(state.top(TOP_ITEMS)).isEmpty();
    }

    @Test
    void shouldChooseFirstAndLastByEventTimeAndAmongEqualsByValue() {
        add(5, 2);
        add(5, 1);
        add(5, 3);
        add(4, Double.NaN);

        assertThat(value("first")).hasValue(1);
        assertThat(value("last")).hasValue(3);
    }

    @Test
    void shouldKnowOnlyOneZero() {
        add(1, -0.0);

        for (var name : List.of("sum", "min", "max", "first", "last", "p50")) {
            assertThat(1 / value(name).orElseThrow()).as(name).isPositive();
        }
    }

    @Test
    void shouldLeaveOutWhatLeavesTheRangeOfADouble() {
        add(1, Double.MAX_VALUE);
        add(2, Double.MAX_VALUE);

        assertThat(value("sum")).isEmpty();
        assertThat(value("avg")).isEmpty();
        assertThat(value("stddev")).isEmpty();
        assertThat(value("max")).hasValue(Double.MAX_VALUE);
        assertThat(value("p50")).hasValue(Double.MAX_VALUE);
        assertThat(state.value(new Aggregate.Rate(), 0)).isEmpty();
    }

    @Test
    void shouldPutABoundIntoItsOwnBucket() {
        for (var value : new double[]{-10.1, -10, 0, 0.1, 0.5, 100, 100.5}) {
            add(1, value);
        }

        assertThat(state.buckets(BUCKETS)).extracting(Bucket::count).containsExactly(2L, 3L, 5L, 6L, 7L);
    }

    @Test
    void shouldNotReportWhatItDoesNotKeep() {
        var counting = AggregateLayout.of(List.of(new Aggregate.Count())).empty();
        counting.add(1, 5, null);

        assertThat(counting.value(new Aggregate.Sum(), MINUTE)).isEmpty();
        assertThat(counting.value(MEDIAN, MINUTE)).isEmpty();
        assertThat(counting.value(USERS, MINUTE)).isEmpty();
        assertThat(counting.top(TOP_ITEMS)).isEmpty();
        assertThat(counting.buckets(BUCKETS)).isEmpty();
        assertThat(state.value(TOP_ITEMS, MINUTE)).isEmpty();
    }

    @Test
    void shouldKeepAListPerInputAsLongAsTheLongestAskedFor() {
        var short1 = new Aggregate.Top("short", 1, 0);
        var long2 = new Aggregate.Top("long", 2, 0);
        var other = new Aggregate.Top("other", 1, 1);
        var lists = AggregateLayout.of(List.of(short1, long2, other)).empty();
        lists.add(1, 0, new String[]{"a", "x"});
        lists.add(2, 0, new String[]{"b", "x"});
        lists.add(3, 0, new String[]{"b", "y"});

        assertThat(lists.top(short1)).extracting(TopItem::value).containsExactly("b");
        assertThat(lists.top(long2)).extracting(TopItem::value).containsExactly("b", "a");
        assertThat(lists.top(other)).extracting(TopItem::value).containsExactly("x");
    }

    @Test
    void shouldGrowItsFootprintWithItsContent() {
        var empty = state.footprintBytes();
        Layouts.events(new java.util.Random(1), 500).forEach(
                event -> state.add(event.timestampMillis(), event.value(), event.inputs()));

        assertThat(empty).isBetween(300, 2_000);
        assertThat(state.footprintBytes()).isBetween(empty + 3_000, 30_000);
    }
}
