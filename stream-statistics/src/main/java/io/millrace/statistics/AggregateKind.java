package io.millrace.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a metric reports about the events of a window. */
public enum AggregateKind {

    /** How many events fit the metric, with a value or without; 0 when there are none. */
    COUNT,

    /** The sum of the values, in their unit. */
    SUM,

    /** The arithmetic mean of the values, in their unit. */
    AVG,

    /** The smallest value. */
    MIN,

    /** The largest value. */
    MAX;

    /** The name in definitions and results: {@code count}, {@code sum} and so on. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that name, exactly as {@link #text()} writes it.
     *
     * @throws IllegalArgumentException when there is none; the message names the text and the kinds there are
     */
    public static AggregateKind parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("unknown aggregate '" + text + "', expected one of "
                        + Arrays.stream(values()).map(AggregateKind::text).collect(Collectors.joining(", "))));
    }
}
