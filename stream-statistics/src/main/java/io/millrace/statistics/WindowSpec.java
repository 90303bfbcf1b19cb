package io.millrace.statistics;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How event time is cut into windows, as a definition declares it. Each kind of window is a record of its own, and its
 * name is the same everywhere: in definitions, topics, stores, labels and addresses.
 *
 * <p>All sizes are whole milliseconds. Immutable and thread-safe.
 */
public sealed interface WindowSpec permits WindowSpec.Aligned, WindowSpec.Session {

    /** The most windows of one declaration that an event may be in; a finer cut is refused when declared. */
    int MAX_WINDOWS_PER_EVENT = 10_000;

    /**
     * The nominal length: what a default grace or a smallest retention is derived from. A day that is longer because
     * the clocks change is not thought of.
     */
    Duration size();

    /** The contract name, {@code 1m} or {@code 10m@10s}; {@link #parse} gives an equal specification back. */
    String name();

    /**
     * The specification of a name.
     *
     * <pre>
     * 1m                  tumbling, a minute
     * 10m@10s             hopping, ten minutes every ten seconds
     * day, week, month    calendar, in UTC
     * day-Europe/Berlin   calendar, in a time zone
     * since-midnight@10m  cumulative, since midnight every ten minutes; with a time zone as above
     * session-30m         session, with a gap of half an hour
     * </pre>
     *
     * @throws IllegalArgumentException when the name is of no known kind; the message names it
     */
    static WindowSpec parse(String name) {
        return WindowName.parse(name);
    }

    /**
     * Windows whose place is known from the time of an event alone. They are the same for every series, on every
     * instance and after every restart; before 1970 too.
     */
    sealed interface Aligned extends WindowSpec {

        /**
         * Hands over the windows that an event of that time is in, the earliest first, without building a list.
         *
         * @throws ArithmeticException when a window would reach beyond the range of a {@code long} or of the calendar
         */
        void forEachWindow(long timestampMillis, Consumer<TimeWindow> action);

        /**
         * The window over that time that ends first of those still open: the one that holds most of what came before.
         *
         * @param watermarkMillis event time up to which the stream is complete
         * @param graceMillis how long after its end a window still takes events, not negative
         * @return empty when all are closed
         */
        default Optional<TimeWindow> earliestOpen(long timestampMillis, long watermarkMillis, long graceMillis) {
            return windowsOf(timestampMillis).stream().filter(
                    window -> !window.isClosed(watermarkMillis, graceMillis)).findFirst();
        }

        /** The windows that an event of that time is in, the earliest first. */
        default List<TimeWindow> windowsOf(long timestampMillis) {
            var windows = new ArrayList<TimeWindow>();
            forEachWindow(timestampMillis, windows::add);
            return List.copyOf(windows);
        }

        /** The coarsest panes that each of the windows is a union of. */
        PaneCut cut();
    }

    /**
     * Windows side by side, aligned to the epoch: every event is in exactly one.
     *
     * @param size length of a window, positive
     */
    record Tumbling(Duration size) implements Aligned {

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
            var start = cut().startOf(timestampMillis);
            action.accept(new TimeWindow(start, cut().endOf(start)));
        }

        @Override
        public PaneCut.Fixed cut() {
            return new PaneCut.Fixed(size);
        }
    }

    /**
     * Overlapping windows: a window of {@code size} begins at every multiple of {@code advance} since the epoch. When
     * the advance does not divide the size, the number of windows over an event varies by one.
     *
     * @param size length of a window, positive
     * @param advance time from the start of one window to the start of the next, positive and at most the size
     */
    record Hopping(Duration size, Duration advance) implements Aligned {

        /**
         * @throws IllegalArgumentException when a duration is not a positive whole number of milliseconds, when events
         *             between windows would be lost, when an event would be in more than
         *             {@value WindowSpec#MAX_WINDOWS_PER_EVENT} windows, or when size and advance have so little in
         *             common that a window would be cut into more panes than that
         */
        public Hopping {
            requirePositive("size", size);
            requirePositive("advance", advance);
            if (advance.compareTo(size) > 0) {
                throw new IllegalArgumentException(
                        "window advance (%s) must not be longer than its size (%s)".formatted(
                                DurationText.format(advance), DurationText.format(size)));
            }
            requireCoarse(size, advance, advance, "puts an event into more than %d windows");
            requireCoarse(size, advance, DurationText.commonDivisor(size, advance),
                    "is cut into more than %d panes, which size and advance are multiples of");
        }

        private static void requireCoarse(Duration size, Duration advance, Duration step, String consequence) {
            if (size.toMillis() / step.toMillis() > MAX_WINDOWS_PER_EVENT) {
                throw new IllegalArgumentException(
                        "window of %s every %s ".formatted(DurationText.format(size), DurationText.format(advance))
                                + consequence.formatted(MAX_WINDOWS_PER_EVENT));
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
            for (var start = earliestStart(timestampMillis); start <= timestampMillis; start += step) {
                action.accept(new TimeWindow(start, Math.addExact(start, length)));
            }
        }

        @Override
        public Optional<TimeWindow> earliestOpen(long timestampMillis, long watermarkMillis, long graceMillis) {
            var length = size.toMillis();
            var step = advance.toMillis();
            for (var start = earliestStart(timestampMillis); start <= timestampMillis; start += step) {
                var window = new TimeWindow(start, Math.addExact(start, length));
                if (!window.isClosed(watermarkMillis, graceMillis)) {
                    return Optional.of(window);
                }
            }
            return Optional.empty();
        }

        private long earliestStart(long timestampMillis) {
            var afterEarliest = Math.addExact(Math.subtractExact(timestampMillis, size.toMillis()), 1);
            return Math.addExact(afterEarliest, Math.floorMod(-afterEarliest, advance.toMillis()));
        }

        @Override
        public PaneCut.Fixed cut() {
            return new PaneCut.Fixed(DurationText.commonDivisor(size, advance));
        }
    }

    /**
     * The days, weeks or months of a time zone, side by side: every event is in exactly one. They begin at midnight
     * there, and are longer or shorter when the clocks change in between.
     *
     * @param unit how long a window is
     * @param zone whose midnight it is; UTC under any name is {@link java.time.ZoneOffset#UTC}
     */
    record Calendar(CalendarUnit unit, ZoneId zone) implements Aligned {

        /** @throws IllegalArgumentException when the zone's offset is fixed and no multiple of 15 minutes */
        public Calendar {
            zone = LocalDays.canonical(zone);
        }

        @Override
        public Duration size() {
            return unit.size();
        }

        @Override
        public String name() {
            return unit.text() + LocalDays.suffix(zone);
        }

        @Override
        public void forEachWindow(long timestampMillis, Consumer<TimeWindow> action) {
            var first = unit.firstDay(LocalDays.dayOf(timestampMillis, zone));
            action.accept(
                    new TimeWindow(LocalDays.startOf(first, zone), LocalDays.startOf(unit.next(first), zone)));
        }

        @Override
        public PaneCut.LocalDay cut() {
            return new PaneCut.LocalDay(zone);
        }
    }

    /**
     * Growing windows: all of a day's windows begin at its midnight, the first is {@code every} long and each next one
     * by as much longer. The last one ends at the next midnight, also where that comes early or late because the clocks
     * change: then it is longer by less. An event is in the windows that end after it.
     *
     * @param every by how much the windows grow, at least a minute and a divisor of 24 hours
     * @param zone whose midnight it is; UTC under any name is {@link java.time.ZoneOffset#UTC}
     */
    record Cumulative(Duration every, ZoneId zone) implements Aligned {

        private static final Duration SHORTEST = Duration.ofMinutes(1);

        /**
         * @throws IllegalArgumentException when the step is shorter than a minute or does not divide 24 hours, or the
         *             zone's offset is fixed and no multiple of 15 minutes
         */
        public Cumulative {
            requirePositive("step", every);
            if (every.compareTo(SHORTEST) < 0
                    || CalendarUnit.DAY.size().toMillis() % every.toMillis() != 0) {
                throw new IllegalArgumentException(
                        "window step (%s) must be at least 1m and divide 24 hours".formatted(
                                DurationText.format(every)));
            }
            zone = LocalDays.canonical(zone);
        }

        @Override
        public Duration size() {
            return CalendarUnit.DAY.size();
        }

        @Override
        public String name() {
            return WindowName.SINCE_MIDNIGHT + DurationText.format(every) + LocalDays.suffix(zone);
        }

        @Override
        public void forEachWindow(long timestampMillis, Consumer<TimeWindow> action) {
            var day = LocalDays.dayOf(timestampMillis, zone);
            var midnight = LocalDays.startOf(day, zone);
            var nextMidnight = LocalDays.startOf(day.plusDays(1), zone);
            var step = every.toMillis();
            var end = midnight + ((timestampMillis - midnight) / step + 1) * step;
            for (; end < nextMidnight; end += step) {
                action.accept(new TimeWindow(midnight, end));
            }
            action.accept(new TimeWindow(midnight, nextMidnight));
        }

        @Override
        public PaneCut.Fixed cut() {
            return new PaneCut.Fixed(DurationText.commonDivisor(every, LocalDays.QUARTER));
        }
    }

    /**
     * Sessions of a series: its events belong to one session as long as none is later than the one before by more than
     * the gap. Two events exactly the gap apart are in one session. Where a session is depends on the events, not on
     * their time alone; whoever keeps the events finds and merges the sessions.
     *
     * @param gap the longest pause within a session, positive
     */
    record Session(Duration gap) implements WindowSpec {

        /** @throws IllegalArgumentException when the gap is not a positive whole number of milliseconds */
        public Session {
            requirePositive("gap", gap);
        }

        /** The gap; a session has no length that would be known before. */
        @Override
        public Duration size() {
            return gap;
        }

        @Override
        public String name() {
            return WindowName.SESSION + DurationText.format(gap);
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (DurationText.wholeMillis(duration) == 0) {
            throw new IllegalArgumentException("window " + what + " must be longer than 0s");
        }
    }
}
