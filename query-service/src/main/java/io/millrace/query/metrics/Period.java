package io.millrace.query.metrics;

import io.millrace.statistics.CalendarUnit;
import io.millrace.statistics.DurationText;
import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much earlier a window lies that another is compared with: {@code 1d}, {@code 90m}, {@code 1w}, {@code 1mo},
 * {@code 1y}.
 *
 * <p>
 * Windows of a calendar are compared by their days in its time zone: a day that the clocks made shorter with the whole one
 * before. A month before the 31st is the last day of a shorter month.
 *
 * @param text
 *            as it was written
 * @param fixed
 *            its length; empty for one in months
 * @param months
 *            its months; 0 for one of a fixed length
 */
record Period(String text, Optional<Duration> fixed, int months) {

    private static final Pattern CALENDAR = Pattern.compile("([1-9][0-9]{0,3})(w|mo|y)");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MONTHS_OF_A_YEAR = 12;

    /**
     * Reads a period.
     *
     * @throws IllegalArgumentException
     *             when it is none
     */
    static Period of(String text) {
        var calendar = CALENDAR.matcher(text);
        if (!calendar.matches()) {
            var length = DurationText.parse(text);
            if (length.isZero()) {
                throw new IllegalArgumentException("must be longer than " + text);
            }
            return new Period(text, Optional.of(length), 0);
        }
        int count = Integer.parseInt(calendar.group(1));
        return switch (calendar.group(2)) {
            case "w" -> new Period(text, Optional.of(DAY.multipliedBy(7L * count)), 0);
            case "mo" -> new Period(text, Optional.empty(), count);
            default -> new Period(text, Optional.empty(), count * MONTHS_OF_A_YEAR);
        };
    }

    /** Why no window lies so much earlier than another; empty when one does. */
    Optional<String> problemWith(WindowSpec spec) {
        var problem = switch (spec) {
            case WindowSpec.Tumbling(var size) ->
                isMultipleOf(size) ? null : "is no multiple of " + DurationText.format(size);
            case WindowSpec.Hopping(_, var advance) ->
                isMultipleOf(advance) ? null : "is no multiple of " + DurationText.format(advance);
            case WindowSpec.Cumulative _ -> isMultipleOf(DAY) ? null : "is no number of days";
            case WindowSpec.Calendar(var unit, _) -> problemWith(unit);
            case WindowSpec.Session _ -> "can't be said of sessions, which begin and end with their events";
        };
        return Optional.ofNullable(problem).map(
                reason -> "no window %s lies %s before another: that %s".formatted(spec.name(), text, reason));
    }

    private String problemWith(CalendarUnit unit) {
        return switch (unit) {
            case DAY -> isMultipleOf(DAY) ? null : "is no number of days";
            case WEEK -> fixed.isPresent() && isMultipleOf(unit.size()) ? null : "is no number of weeks";
            case MONTH -> months > 0 ? null : "is no number of months";
        };
    }

    /** A month is a number of days, and of whatever divides a day. */
    private boolean isMultipleOf(Duration step) {
        return fixed.orElse(DAY).toMillis() % step.toMillis() == 0;
    }

    /** Where a window begins or ends that lies so much earlier than one that begins or ends there. */
    long earlier(WindowSpec spec, long boundMillis) {
        return switch (spec) {
            case WindowSpec.Calendar calendar -> calendar.windowsOf(
                    noonEarlier(boundMillis, calendar.zone())).getFirst().startMillis();
            case WindowSpec.Cumulative cumulative -> cumulative.windowsOf(
                    noonEarlier(boundMillis, cumulative.zone())).getFirst().startMillis();
            case WindowSpec.Tumbling _,WindowSpec.Hopping _,WindowSpec.Session _ -> fixed.map(
                    length -> boundMillis - length.toMillis()).orElseGet(() -> monthsEarlier(boundMillis));
        };
    }

    /** The window that lies so much earlier. */
    TimeWindow earlier(WindowSpec spec, TimeWindow window) {
        long start = earlier(spec, window.startMillis());
        if (spec instanceof WindowSpec.Cumulative cumulative && !isWholeDay(cumulative, window)) {
            return new TimeWindow(start, start + window.endMillis() - window.startMillis());
        }
        return spec instanceof WindowSpec.Aligned && isOfCalendar(spec)
                ? new TimeWindow(start, earlier(spec, window.endMillis()))
                : new TimeWindow(start, start + window.endMillis() - window.startMillis());
    }

    private static boolean isOfCalendar(WindowSpec spec) {
        return spec instanceof WindowSpec.Calendar || spec instanceof WindowSpec.Cumulative;
    }

    private static boolean isWholeDay(WindowSpec.Cumulative spec, TimeWindow window) {
        return spec.windowsOf(window.startMillis()).getLast().endMillis() == window.endMillis();
    }

    private long noonEarlier(long millis, ZoneId zone) {
        return earlier(LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone)).atTime(LocalTime.NOON).atZone(
                zone).toInstant().toEpochMilli();
    }

    private long monthsEarlier(long millis) {
        var day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return millis - DAY.multipliedBy(day.toEpochDay() - earlier(day).toEpochDay()).toMillis();
    }

    private LocalDate earlier(LocalDate day) {
        return fixed.map(length -> day.minusDays(length.toDays())).orElseGet(() -> day.minusMonths(months));
    }

}
