package io.millrace.ingest.topology;

/**
 * What holds for records of {@code events.raw}.
 *
 * @param partitions
 *            in how many partitions events meet by key
 * @param defaultTenant
 *            tenant of events that name none
 * @param maxBytes
 *            size of the largest normalised event that is taken
 */
record RawEventRules(int partitions, String defaultTenant, int maxBytes) {

    /** A normalised event is at most a few times as large as what was sent: {@code 5e6} becomes {@code 5000000.0}. */
    private static final int GROWTH = 4;

    /** Whether what was sent with that many bytes could become too large. */
    boolean mayOutgrow(int sentBytes) {
        return sentBytes > maxBytes / GROWTH;
    }

}
