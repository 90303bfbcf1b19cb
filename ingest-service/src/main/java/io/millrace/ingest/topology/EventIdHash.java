package io.millrace.ingest.topology;

import io.millrace.event.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * An event's identity, its tenant and id, in {@value #BYTES} bytes: the beginning of their SHA-256, so that no sender can
 * make up an id that collides with another's. Not thread-safe.
 */
final class EventIdHash {

    /** Length of a hash. */
    static final int BYTES = 16;

    private final MessageDigest sha256;

    EventIdHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Bytes of(Event event) {
        sha256.update(event.tenantId().getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        return Bytes.wrap(Arrays.copyOf(sha256.digest(event.eventId().getBytes(StandardCharsets.UTF_8)), BYTES));
    }

}
