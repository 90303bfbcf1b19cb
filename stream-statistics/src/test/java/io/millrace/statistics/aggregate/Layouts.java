package io.millrace.statistics.aggregate;

import io.millrace.statistics.aggregate.Aggregate.Buckets;
import io.millrace.statistics.aggregate.Aggregate.Count;
import io.millrace.statistics.aggregate.Aggregate.Distinct;
import io.millrace.statistics.aggregate.Aggregate.Quantile;
import io.millrace.statistics.aggregate.Aggregate.Top;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Aggregates, layouts and states that several tests are about. */
final class Layouts {

    static final Distinct USERS = new Distinct("users", 0);
    static final Distinct ITEMS = new Distinct("items", 1);
    static final Top TOP_ITEMS = new Top("top", 5, 1);
    static final Buckets BUCKETS = new Buckets(List.of(-10.0, 0.0, 0.5, 100.0));
    static final Quantile MEDIAN = new Quantile(0.5);
    static final Quantile P99 = new Quantile(0.99);

    /** Aggregates whose state does not depend on the order of events and merges, bit for bit. */
    static final List<Aggregate> ORDERLESS = List.of(new Count(), new Aggregate.Rate(), new Aggregate.Min(),
            new Aggregate.Max(), new Aggregate.First(), new Aggregate.Last(), MEDIAN, P99, USERS, ITEMS, TOP_ITEMS,
            BUCKETS);

    /** Aggregates whose state depends on the order in its last bits. */
    static final List<Aggregate> ROUNDED = List.of(new Aggregate.Sum(), new Aggregate.Avg(), new Aggregate.Variance(),
            new Aggregate.StandardDeviation());

    static final List<Aggregate> ALL = Stream.concat(ORDERLESS.stream(), ROUNDED.stream()).toList();

    private Layouts() {}

    /** Some of the aggregates. */
    static List<Aggregate> some(List<Aggregate> aggregates, Random random) {
        return aggregates.stream().filter(_ -> random.nextInt(3) > 0).toList();
    }

    record Event(long timestampMillis, double value, String... inputs) {}

    /** Events with and without values, in no order of time. */
    static List<Event> events(Random random, int count) {
        var events = new ArrayList<Event>();
        for (var i = 0; i < count; i++) {
            var value = switch (random.nextInt(6)) {
                case 0 -> Double.NaN;
                case 1 -> -random.nextInt(1_000) / 100.0;
                case 2 -> random.nextBoolean() ? 0.0 : -0.0;
                default -> Math.round(Math.exp(3 + random.nextGaussian()) * 100) / 100.0;
            };
            var user = random.nextInt(10) == 0 ? null : "user-" + random.nextInt(1_000);
            var item = random.nextInt(10) == 0 ? "" : "item-" + (int) Math.abs(random.nextGaussian() * 20);
            events.add(new Event(random.nextLong(-5_000, 5_000), value, user, item));
        }
        return events;
    }

    static AggregateState state(List<Aggregate> aggregates, List<Event> events) {
        var state = AggregateLayout.of(aggregates).empty();
        events.forEach(event -> state.add(event.timestampMillis(), event.value(), event.inputs()));
        return state;
    }

    static byte[] bytes(AggregateState state) {
        var out = new BinaryWriter();
        state.writeTo(out);
        return out.toByteArray();
    }

    static AggregateState read(byte[] bytes) {
        return AggregateState.read(new BinaryReader(bytes));
    }
}
