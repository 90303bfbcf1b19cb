package io.millrace.pattern;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Stable ids of matches and timeouts: the same run of the same pattern gets the same id on every replay, on every
 * machine.
 *
 * <p>The id is the first 128 bits of a SHA-256 in lower-case hex. Every text goes in with its length before it, so that
 * different inputs can't run together.
 */
public final class MatchId {

    private static final int ID_BYTES = 16;

    /**
     * An event of the match.
     *
     * @param variable the name under which it was captured
     * @param eventId the event's own id
     * @param timestampMillis its time, milliseconds since the epoch
     */
    public record MatchedEvent(String variable, String eventId, long timestampMillis) {}

    private MatchId() {}

    /**
     * The id of a match, 32 hexadecimal digits.
     *
     * @param pattern the pattern's name
     * @param version the version of its definition
     * @param key the key it was matched in
     * @param events the captured events in the order of the pattern
     */
    public static String of(String pattern, long version, String key, List<MatchedEvent> events) {
        MessageDigest digest = sha256();
        add(digest, pattern);
        add(digest, version);
        add(digest, key);
        for (MatchedEvent event : events) {
            add(digest, event.variable());
            add(digest, event.eventId());
            add(digest, event.timestampMillis());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(digest, bytes.length);
        digest.update(bytes);
    }

    private static void add(MessageDigest digest, long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
