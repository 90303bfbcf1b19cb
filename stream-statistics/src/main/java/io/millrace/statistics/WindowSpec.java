package io.millrace.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How event time is cut into windows, as a definition declares it. Each kind of window is a record of its own, and its
 * name is the same everywhere: in definitions, topics, stores, labels and addresses.
 *
 * <p>All sizes are whole milliseconds. Windows are aligned to the epoch (1970-01-01T00:00Z), before it as well as after
 * it, so that every instance and every restart cuts alike. Immutable and thread-safe.
 */
public sealed interface WindowSpec permits WindowSpec.Tumbling, WindowSpec.Hopping {

    /** The most windows of one declaration that an event may be in; a finer cut is refused when declared. */
    int MAX_WINDOWS_PER_EVENT = 10_000;

    /**
     * The nominal length: what a default grace or a smallest retention is derived from.
     */
    Duration size();

    /** The contract name, {@code 1m} or {@code 10m@10s}; {@link #parse} gives an equal specification back. */
    String name();

    /**
     * Hands over the windows that an event of that time is in, the earliest first, without building a list.
     *
     * @throws ArithmeticException when a window would reach beyond the range of a {@code long}
     */
    void forEachWindow(long timestampMillis, Consumer<TimeWindow> action);

    /** The windows that an event of that time is in, the earliest first. */
    default List<TimeWindow> windowsOf(long timestampMillis) {
        var windows = new ArrayList<TimeWindow>();
        forEachWindow(timestampMillis, windows::add);
        return List.copyOf(windows);
    }

    /**
     * The specification of a name: {@code 1m} is a tumbling window of a minute, {@code 10m@10s} ten minutes every ten
     * seconds.
     *
     * @throws IllegalArgumentException when the name is of no known kind; the message names it
     */
    static WindowSpec parse(String name) {
        if (name == null) {
            throw new IllegalArgumentException("a window needs a name, as in 1m or 10m@10s");
        }
        try {
            var at = name.indexOf('@');
            return at < 0
                    ? new Tumbling(DurationText.parse(name))
                    : new Hopping(DurationText.parse(name.substring(0, at)),
                            DurationText.parse(name.substring(at + 1)));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "invalid window '" + name + "', expected a name like 1m or 10m@10s: " + refused.getMessage(),
                    refused);
        }
    }

    /**
     * Windows side by side: every event is in exactly one.
     *
     * @param size length of a window, positive
     */
    record Tumbling(Duration size) implements WindowSpec {

        /** @throws IllegalArgumentException when the size is not a positive whole number of milliseconds */
        public Tumbling {
            requirePositive("size", size);
        }

        @Override
        public String name() {
            return DurationText.format(size);
        }

        @Override
        public void forEachWindow(long timestampMillis, Consumer<TimeWindow> action) {
            var length = size.toMillis();
            var start = Math.subtractExact(timestampMillis, Math.floorMod(timestampMillis, length));
            action.accept(new TimeWindow(start, Math.addExact(start, length)));
        }
    }

    /**
     * Overlapping windows: a window of {@code size} begins at every multiple of {@code advance}. When the advance does
     * not divide the size, the number of windows over an event varies by one.
     *
     * @param size length of a window, positive
     * @param advance time from the start of one window to the start of the next, positive and at most the size
     */
    record Hopping(Duration size, Duration advance) implements WindowSpec {

        /**
         * @throws IllegalArgumentException when a duration is not a positive whole number of milliseconds, when events
         *             between windows would be lost, or when an event would be in more than
         *             {@value WindowSpec#MAX_WINDOWS_PER_EVENT} windows
         */
        public Hopping {
            requirePositive("size", size);
            requirePositive("advance", advance);
            if (advance.compareTo(size) > 0) {
                throw new IllegalArgumentException(
                        "window advance (%s) must not be longer than its size (%s)".formatted(
                                DurationText.format(advance), DurationText.format(size)));
            }
            if (size.toMillis() / advance.toMillis() > MAX_WINDOWS_PER_EVENT) {
                throw new IllegalArgumentException(
                        "window of %s every %s puts an event into more than %d windows".formatted(
                                DurationText.format(size), DurationText.format(advance), MAX_WINDOWS_PER_EVENT));
            }
        }

        @Override
        public String name() {
            return DurationText.format(size) + "@" + DurationText.format(advance);
        }

        @Override
        public void forEachWindow(long timestampMillis, Consumer<TimeWindow> action) {
            var length = size.toMillis();
            var step = advance.toMillis();
            var afterEarliest = Math.subtractExact(timestampMillis, length) + 1;
            var start = Math.addExact(afterEarliest, Math.floorMod(-afterEarliest, step));
            for (; start <= timestampMillis; start += step) {
                action.accept(new TimeWindow(start, Math.addExact(start, length)));
            }
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (DurationText.wholeMillis(duration) == 0) {
            throw new IllegalArgumentException("window " + what + " must be longer than 0s");
        }
    }
}
