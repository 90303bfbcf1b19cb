package io.millrace.standalone.client;

import java.util.Locale;

/**
 * How fast recorded time passes.
 *
 * @param factor
 *            how many seconds of the recording are sent in one; infinite for as fast as they are taken
 */
public record ReplaySpeed(double factor) {

    /** As fast as the events are taken. */
    public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);

    /** As they happened. */
    public static final ReplaySpeed REALTIME = new ReplaySpeed(1);

    public ReplaySpeed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a speed must be more than 0, not " + factor);
        }
    }

    /**
     * Reads {@code max}, {@code realtime} or a factor such as {@code 60x}.
     *
     * @throws IllegalArgumentException
     *             when it is none of these
     */
    public static ReplaySpeed parse(String text) {
        var speed = text.strip().toLowerCase(Locale.ROOT);
        if (speed.equals("max")) {
            return MAX;
        }
        if (speed.equals("realtime")) {
            return REALTIME;
        }
        if (!speed.matches("\\d{1,9}(\\.\\d{1,9})?x") || Double.parseDouble(speed.replace("x", "")) == 0) {
            throw new IllegalArgumentException(
                    "a speed must be max, realtime or a factor such as 60x, not '%s'".formatted(text));
        }
        return new ReplaySpeed(Double.parseDouble(speed.replace("x", "")));
    }

    /** Whether recorded time counts at all. */
    public boolean isPaced() {
        return Double.isFinite(factor);
    }

}
