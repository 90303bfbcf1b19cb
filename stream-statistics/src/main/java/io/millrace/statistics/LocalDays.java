package io.millrace.statistics;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Where the days of a time zone begin, so that every instant is in exactly one of them whatever the clocks do.
 *
 * <p>A day begins at its first midnight, or when there is none (the clock was put forward over it) at the first instant
 * of the day. When the clock is put back over midnight, the hour that is lived twice is the new day's the second time.
 * <p>Every day begins at a whole {@link #QUARTER} since the epoch. Offsets of time zones have been multiples of it
 * since 1972; where one was not, as in local mean time, the day begins at the quarter before its midnight.
 */
final class LocalDays {

    /** What the offsets of time zones are multiples of. */
    static final Duration QUARTER = Duration.ofMinutes(15);

    private LocalDays() {}

    /** The start of the day, in epoch milliseconds. */
    static long startOf(LocalDate day, ZoneId zone) {
        var midnight = day.atStartOfDay(zone).toInstant().toEpochMilli();
        return midnight - Math.floorMod(midnight, QUARTER.toMillis());
    }

    /**
     * The day that an instant is in.
     *
     * @throws ArithmeticException when it is beyond the years that a calendar can hold
     */
    static LocalDate dayOf(long timestampMillis, ZoneId zone) {
        try {
            var day = LocalDate.ofInstant(Instant.ofEpochMilli(timestampMillis), zone);
            while (startOf(day.plusDays(1), zone) <= timestampMillis) {
                day = day.plusDays(1);
            }
            return day;
        } catch (DateTimeException beyond) {
            throw (ArithmeticException) new ArithmeticException(
                    "no calendar day for " + timestampMillis + " ms since the epoch").initCause(beyond);
        }
    }

    /**
     * The zone in the form that windows keep: UTC under all of its names is one zone.
     *
     * @throws IllegalArgumentException when its offset is fixed and no whole number of quarters of an hour
     */
    static ZoneId canonical(ZoneId zone) {
        if (!zone.getRules().isFixedOffset()) {
            return zone;
        }
        var offset = zone.getRules().getOffset(Instant.EPOCH);
        if (offset.getTotalSeconds() % QUARTER.toSeconds() != 0) {
            throw new IllegalArgumentException("time zone " + zone + " must be whole quarters of an hour off UTC");
        }
        return offset.equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
    }

    /** What a zone adds to the name of a window or cut: nothing for UTC, else {@code -Europe/Berlin}. */
    static String suffix(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "" : "-" + zone.getId();
    }
}
