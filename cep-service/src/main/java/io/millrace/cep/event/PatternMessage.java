package io.millrace.cep.event;

import io.millrace.statistics.SourceStatus;
import java.util.Map;

/** What reaches the matching of events: whatever comes in, and what is sent from where it came in to where its key is. */
public sealed interface PatternMessage permits IncomingEvent, PatternMessage.Candidate, PatternMessage.Heartbeat {

    /**
     * An event that can matter to patterns with another key than the user, on its way to the partition of that key.
     *
     * @param sourcePartition
     *            the partition of {@code events} that it comes from
     * @param keyText
     *            the expression of the key
     * @param key
     *            its value for the event, never empty
     */
    record Candidate(int sourcePartition, String keyText, String key, IncomingEvent event) implements PatternMessage {

        /** {@code tenant/key}: all that has a key in common meets in one partition by it. */
        public String recordKey() {
            return event.tenantId() + "/" + key;
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
