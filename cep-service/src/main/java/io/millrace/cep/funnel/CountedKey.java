package io.millrace.cep.funnel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** Where the counted runs of a key of a pattern stand in the store. */
record CountedKey(String pattern, String tenantId, long version, String key) {

    private static final byte KIND = 'r';
    private static final byte END_OF_TEXT = 0;

    Bytes toBytes() {
        var patternBytes = pattern.getBytes(StandardCharsets.UTF_8);
        var tenantBytes = tenantId.getBytes(StandardCharsets.UTF_8);
        var keyBytes = key.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(
                3 + patternBytes.length + tenantBytes.length + Long.BYTES + keyBytes.length).put(KIND).put(
                        patternBytes).put(END_OF_TEXT).put(tenantBytes).put(END_OF_TEXT).putLong(version).put(
                                keyBytes).array());
    }

}
