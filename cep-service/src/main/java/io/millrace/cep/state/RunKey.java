package io.millrace.cep.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** Where the open runs of a key of a pattern stand in their store: pattern, version, tenant, key. */
public record RunKey(String pattern, long version, String tenantId, String key) {

    private static final byte END_OF_TEXT = 0;

    /** The key in the store. */
    public Bytes toBytes() {
        var patternBytes = pattern.getBytes(StandardCharsets.UTF_8);
        var tenantBytes = tenantId.getBytes(StandardCharsets.UTF_8);
        var keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int length = patternBytes.length + 1 + Long.BYTES + tenantBytes.length + 1 + keyBytes.length;
        return Bytes.wrap(ByteBuffer.allocate(length).put(patternBytes).put(END_OF_TEXT).putLong(version).put(
                tenantBytes).put(END_OF_TEXT).put(keyBytes).array());
    }

    /** Reads what {@link #toBytes} gave. */
    public static RunKey of(Bytes bytes) {
        var in = ByteBuffer.wrap(bytes.get());
        var pattern = text(in);
        long version = in.getLong();
        var tenant = text(in);
        return new RunKey(pattern, version, tenant,
                new String(bytes.get(), in.position(), in.remaining(), StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer in) {
        int start = in.position();
        while (in.get() != END_OF_TEXT) {
            // up to the end of the text
        }
        return new String(in.array(), start, in.position() - start - 1, StandardCharsets.UTF_8);
    }

}
