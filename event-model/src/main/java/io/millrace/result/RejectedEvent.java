package io.millrace.result;

import io.millrace.event.EventReading.Rejected;
import io.millrace.event.RejectionCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * An event that could not be taken, with the bytes that its sender wrote.
 *
 * @param code
 *            why, for counters
 * @param reason
 *            why, for people
 * @param field
 *            the field at fault, or null
 * @param door
 *            where it came in: {@code http} or {@code kafka}
 * @param original
 *            the bytes as text, when they are UTF-8, else null
 * @param originalBase64
 *            the bytes, when they are not UTF-8, else null
 * @param topic
 *            where they came from, when from Kafka, with partition and offset
 */
public record RejectedEvent(RejectionCode code, String reason, String field, String eventId, String tenantId,
        String door, String original, String originalBase64, String topic, Integer partition, Long offset,
        Instant receivedAt) {

    /** A rejection at the HTTP door. */
    public static RejectedEvent atDoor(Rejected why, String tenantId, byte[] original, Instant receivedAt) {
        return of(why, tenantId, "http", original, null, null, null, receivedAt);
    }

    /** A rejection of a record of a topic. */
    public static RejectedEvent ofRecord(Rejected why, String tenantId, byte[] original, String topic, int partition,
            long offset, Instant receivedAt) {
        return of(why, tenantId, "kafka", original, topic, partition, offset, receivedAt);
    }

    /**
     * The rejection of a record whose bytes are not what its topic holds.
     *
     * @param value
     *            the record's value, or null
     * @param timestamp
     *            the record's timestamp
     */
    public static RejectedEvent ofUnreadable(Exception failure, byte[] value, String topic, int partition, long offset,
            Instant timestamp) {
        var why = new Rejected(RejectionCode.NOT_JSON, String.valueOf(failure.getMessage()), null, null);
        return ofRecord(why, null, value == null ? new byte[0] : value, topic, partition, offset, timestamp);
    }

    /** The bytes that the sender wrote. */
    public byte[] originalBytes() {
        return original != null
                ? original.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(originalBase64);
    }

    private static RejectedEvent of(Rejected why, String tenantId, String door, byte[] original, String topic,
            Integer partition, Long offset, Instant receivedAt) {
        var text = utf8(original);
        return new RejectedEvent(why.code(), why.reason(), why.field(), why.eventId(), tenantId, door, text,
                text == null ? Base64.getEncoder().encodeToString(original) : null, topic, partition, offset,
                receivedAt);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

}
