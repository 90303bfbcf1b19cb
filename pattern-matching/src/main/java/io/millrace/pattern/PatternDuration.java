package io.millrace.pattern;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as pattern text writes them: {@code 500ms}, {@code 30s}, {@code 1m30s}, {@code 2h}, {@code 7d}; units from
 * large to small, each at most once, down to a millisecond.
 */
final class PatternDuration {

    private static final Duration MAX = Duration.ofDays(999_999_999);
    private static final Pattern TEXT = Pattern.compile(
            "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

    private PatternDuration() {}

    /** The duration that {@code text} writes; empty when it is not one or not positive. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long millis = 0;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String amount = matcher.group(unit + 1);
            millis += amount == null ? 0 : Long.parseLong(amount) * UNIT_MILLIS[unit];
        }
        var duration = Duration.ofMillis(millis);
        return duration.isZero() || duration.compareTo(MAX) > 0 ? Optional.empty() : Optional.of(duration);
    }

    /** The canonical text of a positive duration of whole milliseconds. */
    static String toText(Duration duration) {
        var text = new StringBuilder();
        long rest = duration.toMillis();
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (rest >= UNIT_MILLIS[unit]) {
                text.append(rest / UNIT_MILLIS[unit]).append(UNITS[unit]);
                rest %= UNIT_MILLIS[unit];
            }
        }
        return text.toString();
    }

    static void requireMillis(String what, Duration duration) {
        if (!duration.isPositive() || duration.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException(
                    what + " must be a positive whole number of milliseconds: " + duration);
        }
        if (duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(what + " must be at most " + MAX.toDays() + " days: " + duration);
        }
    }
}
