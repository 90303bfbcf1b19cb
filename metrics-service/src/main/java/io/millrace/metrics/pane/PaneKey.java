package io.millrace.metrics.pane;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where a pane of a series stands in the store: metric, version, grouping, tier, tenant, start, group. The series of one
 * pane stand together, and the panes of a family in the order of their starts.
 *
 * @param group
 *            the group as JSON
 */
public record PaneKey(PaneFamily family, long startMillis, String group) {

    /** Orders the keys of one family by start, then by group. */
    public static final Comparator<PaneKey> BY_START = Comparator.comparingLong(PaneKey::startMillis).thenComparing(
            PaneKey::group);

    private static final byte END_OF_TEXT = 0;

    /** The key in the store. */
    public Bytes toBytes() {
        return Bytes.wrap(bytes(group.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first key of a pane of the family that starts there or later. */
    public static Bytes firstAt(PaneFamily family, long startMillis) {
        return Bytes.wrap(new PaneKey(family, startMillis, "").bytes(new byte[0]));
    }

    /** A key after all series of the pane and before any other pane; texts in UTF-8 hold no byte of all ones. */
    static Bytes afterAllOf(PaneFamily family, long startMillis) {
        return Bytes.wrap(new PaneKey(family, startMillis, "").bytes(new byte[]{-1}));
    }

    private byte[] bytes(byte[] last) {
        var metric = family.metric().getBytes(StandardCharsets.UTF_8);
        var tier = family.tier().getBytes(StandardCharsets.UTF_8);
        var tenant = family.tenantId().getBytes(StandardCharsets.UTF_8);
        int length = metric.length + tier.length + tenant.length + 3 + 2 * Long.BYTES + 1 + last.length;
        return ByteBuffer.allocate(length).put(metric).put(END_OF_TEXT).putLong(family.version()).put(
                (byte) family.grouping()).put(tier).put(END_OF_TEXT).put(tenant).put(END_OF_TEXT).putLong(
                        sortable(startMillis)).put(last).array();
    }

    /** The key that these bytes stand for. */
    public static PaneKey of(Bytes key) {
        var in = ByteBuffer.wrap(key.get());
        var metric = text(in);
        long version = in.getLong();
        int grouping = in.get();
        var tier = text(in);
        var tenant = text(in);
        long start = sortable(in.getLong());
        return new PaneKey(new PaneFamily(metric, version, grouping, tier, tenant), start,
                new String(key.get(), in.position(), in.remaining(), StandardCharsets.UTF_8));
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
