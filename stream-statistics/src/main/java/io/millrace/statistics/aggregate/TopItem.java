package io.millrace.statistics.aggregate;

/**
 * One of the most frequent texts of an input. It was there at least {@code count - error} and at most {@code count}
 * times.
 *
 * @param value the text
 * @param count how often it was there, never too low
 * @param error by how much the count may be too high; 0 where it is exact
 */
public record TopItem(String value, long count, long error) {}
