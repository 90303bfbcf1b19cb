package io.millrace.statistics;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How event time is cut into panes, side by side: the pieces that windows are merged from. Every instant is in exactly
 * one pane of a cut.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface PaneCut {

    /** The name in keys of stores: {@code 10s}, {@code day-Europe/Berlin}. */
    String name();

    /**
     * The start of the pane that an event of that time is in.
     *
     * @throws ArithmeticException when it is beyond the range of a {@code long} or of the calendar
     */
    long startOf(long timestampMillis);

    /**
     * The end of the pane that starts there, and the start of the next one.
     *
     * @param startMillis a start as {@link #startOf} gives it
     */
    long endOf(long startMillis);

    /**
     * Panes of one length, aligned to the epoch.
     *
     * @param size length of a pane, positive
     */
    record Fixed(Duration size) implements PaneCut {

        /** @throws IllegalArgumentException when the size is not a positive whole number of milliseconds */
        public Fixed {
            if (DurationText.wholeMillis(size) == 0) {
                throw new IllegalArgumentException("pane size must be longer than 0s");
            }
        }

        @Override
        public String name() {
            return DurationText.format(size);
        }

        @Override
        public long startOf(long timestampMillis) {
            return Math.subtractExact(timestampMillis, Math.floorMod(timestampMillis, size.toMillis()));
        }

        @Override
        public long endOf(long startMillis) {
            return Math.addExact(startMillis, size.toMillis());
        }
    }

    /**
     * The days of a time zone: 24 hours long, but for the days on which the clocks change.
     *
     * @param zone the zone; UTC under any name is {@link java.time.ZoneOffset#UTC}
     */
    record LocalDay(ZoneId zone) implements PaneCut {

        /** @throws IllegalArgumentException when the zone's offset is fixed and no multiple of 15 minutes */
        public LocalDay {
            zone = LocalDays.canonical(zone);
        }

        @Override
        public String name() {
            return CalendarUnit.DAY.text() + LocalDays.suffix(zone);
        }

        @Override
        public long startOf(long timestampMillis) {
            return LocalDays.startOf(LocalDays.dayOf(timestampMillis, zone), zone);
        }

        @Override
        public long endOf(long startMillis) {
            return LocalDays.startOf(LocalDays.dayOf(startMillis, zone).plusDays(1), zone);
        }
    }
}
