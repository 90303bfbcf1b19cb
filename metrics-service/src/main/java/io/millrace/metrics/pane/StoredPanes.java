package io.millrace.metrics.pane;

import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The store of panes: how a pane is written, and how those of a slot are read. */
public final class StoredPanes {

    /** The store's name, and its changelog's: renaming it loses the state. */
    public static final String NAME = "panes";

    private static final byte VERSION = 1;

    /**
     * A pane as it stands in the store.
     *
     * @param changedMillis
     *            wall time at which it was written
     */
    record Stored(AggregateState state, long changedMillis) {}

    /** Is told of a pane, and when one of its series was written. */
    interface SlotVisitor {

        void visit(PaneFamily family, long startMillis, long changedMillis);

    }

    private StoredPanes() {}

    /** Builds the store, without a record cache: panes have their own. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    static byte[] encode(AggregateState state, long wallMillis) {
        var out = new BinaryWriter();
        out.writeByte(VERSION);
        out.writeVarint(wallMillis);
        state.writeTo(out);
        return out.toByteArray();
    }

    static Stored decode(byte[] bytes) {
        var in = new BinaryReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of a pane: " + version);
        }
        long changed = in.readVarint();
        return new Stored(AggregateState.read(in), changed);
    }

    /** Visits the series of one pane. */
    static void read(KeyValueStore<Bytes, byte[]> store, PaneFamily family, long startMillis,
            BiConsumer<String, Stored> visitor) {
        try (var entries = store.range(PaneKey.firstAt(family, startMillis),
                PaneKey.afterAllOf(family, startMillis))) {
            while (entries.hasNext()) {
                var entry = entries.next();
                visitor.accept(PaneKey.of(entry.key).group(), decode(entry.value));
            }
        }
    }

    /** Visits each pane that has a series, without reading its series. */
    static void forEachSlot(KeyValueStore<Bytes, byte[]> store, SlotVisitor visitor) {
        Bytes from = null;
        while (true) {
            try (var entries = store.range(from, null)) {
                if (!entries.hasNext()) {
                    return;
                }
                var entry = entries.next();
                var key = PaneKey.of(entry.key);
                visitor.visit(key.family(), key.startMillis(), decode(entry.value).changedMillis());
                from = PaneKey.afterAllOf(key.family(), key.startMillis());
            }
        }
    }

}
