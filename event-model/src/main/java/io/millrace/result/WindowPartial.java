package io.millrace.result;

/**
 * A window of one series together with its aggregates in a form that can be merged with those of other series, as the
 * services hand them to each other.
 *
 * @param state
 *            the aggregates as {@code AggregateState} of stream-statistics writes them; absent unless asked for
 */
public record WindowPartial(WindowResult window, byte[] state) {}
