package io.millrace.metrics.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where a window of a series stands in the store: metric, version, window, tenant, start, group. The windows of one
 * metric, window and tenant stand together in the order of their starts.
 *
 * @param group
 *            the group as JSON
 */
record WindowKey(String metric, long version, String window, String tenantId, long startMillis, String group) {

    private static final byte END_OF_TEXT = 0;

    Bytes toBytes() {
        var prefix = prefix(metric, version, window, tenantId);
        var groupBytes = group.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Long.BYTES + groupBytes.length).put(prefix).putLong(
                sortable(startMillis)).put(groupBytes).array());
    }

    /** The first key of a window that starts at {@code startMillis} or later. */
    static Bytes from(String metric, long version, String window, String tenantId, long startMillis) {
        var prefix = prefix(metric, version, window, tenantId);
        return Bytes.wrap(
                ByteBuffer.allocate(prefix.length + Long.BYTES).put(prefix).putLong(sortable(startMillis)).array());
    }

    static WindowKey of(Bytes key) {
        var in = ByteBuffer.wrap(key.get());
        var metric = text(in);
        long version = in.getLong();
        var window = text(in);
        var tenant = text(in);
        long start = sortable(in.getLong());
        return new WindowKey(metric, version, window, tenant, start,
                new String(key.get(), in.position(), in.remaining(), StandardCharsets.UTF_8));
    }

    private static byte[] prefix(String metric, long version, String window, String tenantId) {
        var texts = new byte[][]{metric.getBytes(StandardCharsets.UTF_8), window.getBytes(StandardCharsets.UTF_8),
                tenantId.getBytes(StandardCharsets.UTF_8)};
        int length = Arrays.stream(texts).mapToInt(text -> text.length + 1).sum() + Long.BYTES;
        return ByteBuffer.allocate(length).put(texts[0]).put(END_OF_TEXT).putLong(version).put(texts[1]).put(
                END_OF_TEXT).put(texts[2]).put(END_OF_TEXT).array();
    }

    /** Flips the sign, so that negative starts (before 1970) sort before positive ones; its own inverse. */
    private static long sortable(long millis) {
        return millis ^ Long.MIN_VALUE;
    }

    private static String text(ByteBuffer in) {
        int start = in.position();
        while (in.get() != END_OF_TEXT) {
            // up to the end of the text
        }
        return new String(in.array(), start, in.position() - start - 1, StandardCharsets.UTF_8);
    }

}
