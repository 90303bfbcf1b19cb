package io.millrace.cep.candidate;

import io.millrace.statistics.SourceStatus;
import java.util.Map;

/** What travels from the partitions of events to the partitions of pattern keys. */
public sealed interface PatternMessage {

    /** The partition of {@code events} that it comes from. */
    int sourcePartition();

    /**
     * An event that can matter to a pattern.
     *
     * @param key
     *            what the pattern is matched per, never empty
     * @param timestampMillis
     *            event time
     * @param event
     *            the event's JSON; not to be changed
     */
    record Candidate(int sourcePartition, String pattern, long version, String tenantId, String key,
            long timestampMillis, byte[] event) implements PatternMessage {

        /** {@code tenant/pattern/key}: all of a key of a pattern meets in one partition by it. */
        public String recordKey() {
            return tenantId + "/" + pattern + "/" + key;
        }

    }

    /**
     * A sign of life of a source partition, to every partition of keys.
     *
     * @param statuses
     *            how far it has come, by tenant
     */
    record Heartbeat(int sourcePartition, Map<String, SourceStatus> statuses) implements PatternMessage {}

}
