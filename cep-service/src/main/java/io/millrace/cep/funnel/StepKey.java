package io.millrace.cep.funnel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where the runs of an hour that came to a step stand in their store: pattern, tenant, version, hour, step. The hours of a
 * version of a pattern and tenant stand together, in the order of time.
 *
 * @param step
 *            the variable; empty for the runs as a whole
 */
record StepKey(String pattern, String tenantId, long version, long startMillis, String step) {

    private static final byte KIND = 'c';
    private static final byte END_OF_TEXT = 0;

    Bytes toBytes() {
        var prefix = prefix(pattern, tenantId, version, startMillis);
        var stepBytes = step.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(prefix.length + stepBytes.length).put(prefix).put(stepBytes).array());
    }

    /** The first key of an hour that starts then or later. */
    static Bytes from(String pattern, String tenantId, long version, long startMillis) {
        return Bytes.wrap(prefix(pattern, tenantId, version, startMillis));
    }

    /** The key of those bytes. */
    static StepKey of(Bytes bytes) {
        var in = ByteBuffer.wrap(bytes.get());
        in.get();
        var pattern = text(in);
        var tenant = text(in);
        long version = in.getLong();
        long start = sortable(in.getLong());
        return new StepKey(pattern, tenant, version, start, StandardCharsets.UTF_8.decode(in).toString());
    }

    private static byte[] prefix(String pattern, String tenantId, long version, long startMillis) {
        var patternBytes = pattern.getBytes(StandardCharsets.UTF_8);
        var tenantBytes = tenantId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 + patternBytes.length + tenantBytes.length + 2 * Long.BYTES).put(KIND).put(
                patternBytes).put(END_OF_TEXT).put(tenantBytes).put(END_OF_TEXT).putLong(version).putLong(
                        sortable(startMillis)).array();
    }

    private static String text(ByteBuffer in) {
        int from = in.position();
        int to = from;
        while (in.get(to) != END_OF_TEXT) {
            to++;
        }
        var bytes = new byte[to - from];
        in.get(bytes);
        in.get();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Flips the sign, so that times before 1970 sort before later ones. */
    private static long sortable(long millis) {
        return millis ^ Long.MIN_VALUE;
    }

}
