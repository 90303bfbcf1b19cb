package io.millrace.statistics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A unit of the calendar that windows may be as long as. */
public enum CalendarUnit {

    /** From midnight to midnight. */
    DAY(Duration.ofDays(1)),

    /** From Monday to Sunday (ISO 8601). */
    WEEK(Duration.ofDays(7)),

    /** From the first of a month to its last day. */
    MONTH(Duration.ofDays(31));

    private final Duration size;

    CalendarUnit(Duration size) {
        this.size = size;
    }

    /** The longest that it can be without a change of clocks. */
    public Duration size() {
        return size;
    }

    /** The name in window names: {@code day}, {@code week}, {@code month}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The unit of that name, exactly as {@link #text()} writes it. */
    static Optional<CalendarUnit> ofText(String text) {
        return Arrays.stream(values()).filter(unit -> unit.text().equals(text)).findFirst();
    }

    /** The first day of the unit that the day is in. */
    LocalDate firstDay(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the unit after the one that begins on the day. */
    LocalDate next(LocalDate firstDay) {
        return switch (this) {
            case DAY -> firstDay.plusDays(1);
            case WEEK -> firstDay.plusWeeks(1);
            case MONTH -> firstDay.plusMonths(1);
        };
    }
}
