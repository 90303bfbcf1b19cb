package io.millrace.statistics;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The short text of a duration in definitions, window names and settings: {@code 10s}, {@code 30m}, {@code 24h},
 * {@code 7d}, {@code 500ms}, {@code 1h30m}.
 *
 * <p>Shape: one or more whole numbers, each with a unit, from the largest unit to the smallest and no unit twice; units
 * are {@code d} (exactly 24 hours), {@code h}, {@code m}, {@code s} and {@code ms}. Nothing finer than a millisecond
 * and nothing negative can be written; zero is {@code 0s}.
 */
public final class DurationText {

    private record Unit(String symbol, long millis) {}

    private static final List<Unit> LARGEST_FIRST = List.of(new Unit("d", 86_400_000L), new Unit("h", 3_600_000L),
            new Unit("m", 60_000L), new Unit("s", 1_000L), new Unit("ms", 1L));

    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|[dhms])");

    private DurationText() {}

    /**
     * The duration that the text stands for.
     *
     * @throws IllegalArgumentException when the text is not a duration, is longer than a {@code long} of milliseconds
     *             can hold, or is {@code null}; the message names the text
     */
    public static Duration parse(String text) {
        if (text == null || text.isEmpty()) {
            throw refused(text, "write a number and a unit, as in 10s, 30m, 24h, 7d, 500ms or 1h30m");
        }
        var parts = PART.matcher(text);
        var millis = 0L;
        var largestAllowed = 0;
        while (parts.regionStart() < text.length()) {
            if (!parts.lookingAt()) {
                throw refused(text, "expected a whole number and one of d, h, m, s, ms at position "
                        + (parts.regionStart() + 1));
            }
            var unit = indexOf(parts.group(2));
            if (unit < largestAllowed) {
                throw refused(text, "units must go from the largest to the smallest, each at most once");
            }
            millis = plus(text, millis, parts.group(1), LARGEST_FIRST.get(unit));
            largestAllowed = unit + 1;
            parts.region(parts.end(), text.length());
        }
        return Duration.ofMillis(millis);
    }

    /**
     * The shortest text with one unit, the largest that divides the duration: 90 minutes are {@code 90m}, 24 hours are
     * {@code 1d}. {@link #parse} gives the duration back.
     *
     * @throws IllegalArgumentException when the duration is negative or no whole number of milliseconds
     */
    public static String format(Duration duration) {
        var millis = wholeMillis(duration);
        if (millis == 0) {
            return "0s";
        }
        return LARGEST_FIRST.stream().filter(unit -> millis % unit.millis() == 0).findFirst().map(
                unit -> millis / unit.millis() + unit.symbol()).orElseThrow();
    }

    /** The duration in milliseconds; refuses what {@link #format} can't write. */
    static long wholeMillis(Duration duration) {
        if (duration.isNegative() || duration.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException(
                    "duration " + duration + " must be a whole number of milliseconds and not negative");
        }
        try {
            return duration.toMillis();
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("duration " + duration + " is too long", tooLong);
        }
    }

    /** The longest duration that divides both; both are positive whole numbers of milliseconds. */
    static Duration commonDivisor(Duration one, Duration other) {
        var divisor = one.toMillis();
        var rest = other.toMillis();
        while (rest != 0) {
            var remainder = divisor % rest;
            divisor = rest;
            rest = remainder;
        }
        return Duration.ofMillis(divisor);
    }

    private static int indexOf(String symbol) {
        for (var i = 0; i < LARGEST_FIRST.size(); i++) {
            if (LARGEST_FIRST.get(i).symbol().equals(symbol)) {
                return i;
            }
        }
        throw new AssertionError(symbol);
    }

    private static long plus(String text, long millis, String number, Unit unit) {
        try {
            return Math.addExact(millis, Math.multiplyExact(Long.parseLong(number), unit.millis()));
        } catch (ArithmeticException | NumberFormatException _) {
            throw refused(text, "too long");
        }
    }

    private static IllegalArgumentException refused(String text, String reason) {
        return new IllegalArgumentException("invalid duration '" + text + "': " + reason);
    }
}
