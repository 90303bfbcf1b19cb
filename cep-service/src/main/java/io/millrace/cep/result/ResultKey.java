package io.millrace.cep.result;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where a result stands in its store: pattern, tenant, kind, end, id. The results of one pattern, tenant and kind stand
 * together in the order of their ends.
 */
record ResultKey(String pattern, String tenantId, ResultKind<?> kind, long endMillis, String matchId) {

    private static final byte END_OF_TEXT = 0;

    Bytes toBytes() {
        var prefix = from(pattern, tenantId, kind, endMillis).get();
        var id = matchId.getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + id.length).put(prefix).put(id).array());
    }

    /** The first key of a result that ended at {@code endMillis} or later. */
    static Bytes from(String pattern, String tenantId, ResultKind<?> kind, long endMillis) {
        var patternBytes = pattern.getBytes(StandardCharsets.UTF_8);
        var tenantBytes = tenantId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(patternBytes.length + tenantBytes.length + 3 + Long.BYTES).put(
                patternBytes).put(END_OF_TEXT).put(tenantBytes).put(END_OF_TEXT).put(kind.code()).putLong(
                        sortable(endMillis)).array());
    }

    /** The pattern of a key. */
    static String patternOf(Bytes key) {
        int end = 0;
        while (key.get()[end] != END_OF_TEXT) {
            end++;
        }
        return new String(key.get(), 0, end, StandardCharsets.UTF_8);
    }

    /** Flips the sign, so that negative times (before 1970) sort before positive ones. */
    private static long sortable(long millis) {
        return millis ^ Long.MIN_VALUE;
    }

}
