package io.millrace.ingest.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A record of {@code profiles} on its way to the partition of its user.
 *
 * @param key
 *            as it stands on {@code profiles}, or null
 * @param value
 *            the same, or the beginning of one that is very large; null is a tombstone
 * @param size
 *            how many bytes the value has on {@code profiles}
 * @param partition
 *            where it stands, with the offset
 */
record RoutedRecord(String key, byte[] value, int size, int partition, long offset) {

    private static final int FIXED_BYTES = 2 * Integer.BYTES + Long.BYTES;
    private static final int ABSENT = -1;

    static Serde<RoutedRecord> serde() {
        return Serdes.serdeFrom((_, record) -> record == null ? null : record.write(),
                (_, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
    }

    private byte[] write() {
        var keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(FIXED_BYTES + size(keyBytes) + size(value));
        bytes.putInt(size).putInt(partition).putLong(offset);
        put(bytes, keyBytes);
        put(bytes, value);
        return bytes.array();
    }

    private static int size(byte[] part) {
        return Integer.BYTES + (part == null ? 0 : part.length);
    }

    private static void put(ByteBuffer bytes, byte[] part) {
        if (part == null) {
            bytes.putInt(ABSENT);
        } else {
            bytes.putInt(part.length).put(part);
        }
    }

    private static RoutedRecord read(ByteBuffer bytes) {
        int size = bytes.getInt();
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        var key = part(bytes);
        return new RoutedRecord(key == null ? null : new String(key, StandardCharsets.UTF_8), part(bytes), size,
                partition, offset);
    }

    private static byte[] part(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length == ABSENT) {
            return null;
        }
        var part = new byte[length];
        bytes.get(part);
        return part;
    }

}
