package io.millrace.pattern;

/**
 * Turns captured events into bytes and back, for {@link PatternMatcher#write} and {@link PatternMatcher#read}.
 *
 * @param <E> the type of the events
 */
public interface EventCodec<E> {

    /** The stored form of an event; the array is not changed afterwards. */
    byte[] write(E event);

    /** Reads what {@link #write} gave. */
    E read(byte[] stored);
}
