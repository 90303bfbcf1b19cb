package io.millrace.statistics;

/**
 * A span of event time, {@code [startMillis, endMillis)}: an event at the very end is in the next one.
 *
 * @param startMillis first millisecond inside, since the epoch; negative before 1970
 * @param endMillis first millisecond after it, and the time of the window's sample
 */
public record TimeWindow(long startMillis, long endMillis) {

    /** @throws IllegalArgumentException when the window would be empty */
    public TimeWindow {
        if (endMillis <= startMillis) {
            throw new IllegalArgumentException("window [" + startMillis + ", " + endMillis + ") is empty");
        }
    }

    /** Whether an event of that time belongs here. */
    public boolean contains(long timestampMillis) {
        return startMillis <= timestampMillis && timestampMillis < endMillis;
    }

    /**
     * Whether the watermark says that nothing in time can come any more: it has reached the end plus the grace. An
     * event no older than the watermark therefore never finds its window closed.
     *
     * @param watermarkMillis event time up to which the stream is complete
     * @param graceMillis how long after its end a window still takes events, not negative
     */
    public boolean isClosed(long watermarkMillis, long graceMillis) {
        return watermarkMillis >= endMillis && watermarkMillis - endMillis >= graceMillis;
    }
}
