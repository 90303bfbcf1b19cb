package io.millrace.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Timestamps as senders write them: ISO-8601, or a count since 1970 whose unit follows from its size (below 10^11
 * seconds, below 10^14 milliseconds, else microseconds). All results are UTC, cut to the millisecond.
 */
public final class Timestamps {

    private static final double SECONDS_BELOW = 1e11;
    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;

    /** Where the numbers end, in every unit. */
    private static final Instant LATEST = Instant.ofEpochMilli((long) MILLIS_BELOW);

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().append(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME).appendPattern("[XXX][XX][X]").toFormatter(
                    Locale.ROOT).withResolverStyle(
                            ResolverStyle.STRICT);
    private static final String USUAL_FORM = "0000-00-00T00:00:00.000Z";

    private static final DateTimeFormatter WITH_MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /**
     * Reads a timestamp from a JSON string or number.
     *
     * @throws IllegalArgumentException
     *             when it is neither, before 1970 or beyond year 5138
     */
    public static Instant parse(Object value) {
        var instant = switch (value) {
            case Number number -> ofEpoch(number.doubleValue(), number);
            case String text when isNumber(text) -> ofEpoch(Double.parseDouble(text), text);
            case String text -> ofText(text.strip());
            case null, default -> throw new IllegalArgumentException("must be ISO-8601 or a number of seconds, "
                    + "milliseconds or microseconds since 1970");
        };
        if (instant.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("must not be before 1970: " + value);
        }
        if (instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("must not be after the year 5138: " + value);
        }
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** ISO-8601 in UTC with exactly three decimals: {@code 2024-01-01T00:00:00.000Z}. */
    public static String format(Instant instant) {
        return WITH_MILLIS.format(instant);
    }

    private static Instant ofEpoch(double count, Object shown) {
        double size = Math.abs(count);
        if (size < SECONDS_BELOW) {
            return Instant.ofEpochMilli(Math.round(count * 1_000));
        }
        if (size < MILLIS_BELOW) {
            return Instant.ofEpochMilli((long) count);
        }
        if (size < MICROS_BELOW) {
            return Instant.ofEpochMilli((long) (count / 1_000));
        }
        throw new IllegalArgumentException("too large for seconds, milliseconds or microseconds since 1970: " + shown);
    }

    private static Instant ofText(String text) {
        try {
            if (isUsualForm(text)) {
                return ofUsualForm(text);
            }
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            var iso = text.indexOf(' ') == 10 ? text.substring(0, 10) + 'T' + text.substring(11) : text;
            iso = iso.endsWith("z") ? iso.substring(0, iso.length() - 1) + 'Z' : iso;
            return switch (ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime zoned -> zoned.toInstant();
                case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                default -> throw new DateTimeException("neither zoned nor local");
            };
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("not an ISO-8601 timestamp: '" + abbreviated(text) + "'");
        }
    }

    /** {@code 2024-01-01T00:00:00.000Z}, which nearly all events have: read by hand, at a tenth of the cost. */
    private static boolean isUsualForm(String text) {
        if (text.length() != USUAL_FORM.length()) {
            return false;
        }
        for (int i = 0; i < USUAL_FORM.length(); i++) {
            char wanted = USUAL_FORM.charAt(i);
            char found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static Instant ofUsualForm(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
        var time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
        return Instant.ofEpochMilli((day * 86_400 + time.toSecondOfDay()) * 1_000 + number(text, 20, 23));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 24
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-')
                && text.matches("-?\\d+(\\.\\d+)?") && text.indexOf('-', 1) < 0;
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

}
