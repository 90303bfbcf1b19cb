package io.millrace.metrics.session;

import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The store of sessions: how a session is written. */
public final class StoredSessions {

    /** The store's name, and its changelog's: renaming it loses the state. */
    public static final String NAME = "sessions";

    private static final byte VERSION = 1;

    /**
     * A session as it stands in the store, under its start.
     *
     * @param endMillis
     *            time of its last event
     * @param changedMillis
     *            wall time at which it was written
     */
    record Stored(long endMillis, AggregateState state, long changedMillis) {}

    private StoredSessions() {}

    /** Builds the store, without a record cache: open sessions have their own. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    static byte[] encode(Session session, long wallMillis) {
        var out = new BinaryWriter();
        out.writeByte(VERSION);
        out.writeVarint(wallMillis);
        out.writeSignedVarint(session.endMillis);
        session.state.writeTo(out);
        return out.toByteArray();
    }

    static Stored decode(byte[] bytes) {
        var in = new BinaryReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of a session: " + version);
        }
        long changed = in.readVarint();
        long end = in.readSignedVarint();
        return new Stored(end, AggregateState.read(in), changed);
    }

}
