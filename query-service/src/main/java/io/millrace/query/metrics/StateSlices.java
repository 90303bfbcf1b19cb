package io.millrace.query.metrics;

import io.millrace.query.access.TimeRange;
import io.millrace.result.WindowPartial;
import io.millrace.runtime.reads.GatheredRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads mergeable windows of a long range in slices of time, so that no more than a slice is held at once. Where a read
 * comes back full, it is thrown away and its range is cut where half of what came had begun. Each window is in exactly one
 * slice, with all its series. Not thread-safe: one instance reads one range once.
 */
final class StateSlices {

    /** How many reads one range may take. */
    static final int MAX_READS = 200;

    /** By how much more is asked for when a single start has more windows than a read may bring. */
    private static final int ESCALATION = 4;

    /** Reads windows that start in a range, at most so many of each partition. */
    @FunctionalInterface
    interface Source {

        GatheredRows<WindowPartial> read(TimeRange range, int limit);
    }

    private record Slice(TimeRange range, int limit) {}

    private final int maxStates;
    private final Source source;
    private final Deque<Slice> waiting = new ArrayDeque<>();
    private final SequencedSet<String> warnings = new LinkedHashSet<>();
    private final Map<Integer, Long> watermarks = new TreeMap<>();
    private Long stoppedAt;

    /**
     * @param partitions
     *            how many answer one read
     * @param maxStates
     *            how many windows of series may be held at once
     */
    StateSlices(TimeRange range, int partitions, int maxStates, Source source) {
        this.maxStates = maxStates;
        this.source = source;
        waiting.push(new Slice(range, Math.max(1, maxStates / partitions)));
    }

    /**
     * Reads on, in the order of time.
     *
     * @param receiver
     *            takes a slice, and says whether another one is wanted
     */
    void read(Predicate<GatheredRows<WindowPartial>> receiver) {
        boolean isWanted = true;
        for (int reads = 0; isWanted && !waiting.isEmpty(); reads++) {
            if (reads == MAX_READS) {
                stoppedAt = waiting.peek().range().fromMillis();
                return;
            }
            var slice = waiting.pop();
            var found = source.read(slice.range(), slice.limit());
            warnings.addAll(found.warnings());
            found.watermarks().forEach((partition, watermark) -> watermarks.merge(partition, watermark, Math::min));
            if (found.rows().size() < slice.limit()) {
                isWanted = receiver.test(found);
            } else if (isOneStart(slice.range()) && slice.limit() >= maxStates) {
                warnings.add("a window had more than %d series, which may not all be merged in".formatted(maxStates));
                isWanted = receiver.test(found);
            } else {
                cut(slice, found.rows()).reversed().forEach(waiting::push);
            }
        }
    }

    /** What was missing or left out, in the order found. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** How far event time had come in each partition, by the earliest of the reads. */
    Map<Integer, Long> watermarks() {
        return watermarks;
    }

    /** Where the reading was given up, as it took too many reads: no window that starts there or later was read. */
    Optional<Long> stoppedAt() {
        return Optional.ofNullable(stoppedAt);
    }

    private List<Slice> cut(Slice slice, List<WindowPartial> rows) {
        var range = slice.range();
        var starts = rows.stream().mapToLong(row -> row.window().start().toEpochMilli()).sorted().toArray();
        long first = starts[0];
        long middle = starts[starts.length / 2];
        if (middle > first) {
            return List.of(new Slice(new TimeRange(range.fromMillis(), middle), slice.limit()),
                    new Slice(new TimeRange(middle, range.toMillis()), slice.limit()));
        }
        var slices = new ArrayList<Slice>();
        if (range.fromMillis() < first) {
            slices.add(new Slice(new TimeRange(range.fromMillis(), first), slice.limit()));
        }
        int more = (int) Math.min(maxStates, (long) slice.limit() * ESCALATION);
        slices.add(new Slice(new TimeRange(first, first + 1), more));
        if (first + 1 < range.toMillis()) {
            slices.add(new Slice(new TimeRange(first + 1, range.toMillis()), slice.limit()));
        }
        return slices;
    }

    private static boolean isOneStart(TimeRange range) {
        return range.toMillis() - range.fromMillis() <= 1;
    }

}
