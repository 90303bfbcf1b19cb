package io.millrace.cep.order;

import io.millrace.statistics.TenantProgress;
import io.millrace.statistics.TenantProgress.PartitionProgress;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How far event time had come at the last commit, by tenant. */
public final class ProgressStore {

    private static final int VERSION = 1;
    private static final int MOST_PARTITIONS = 1_000_000;

    private ProgressStore() {}

    /** Builds the store, under a name that is also its changelog's. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    /** The tenants seen so far, by name. */
    public static List<String> tenants(ReadOnlyKeyValueStore<String, byte[]> store) {
        var names = new TreeSet<String>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> names.add(entry.key));
        }
        return List.copyOf(names);
    }

    /** How far the event time of a tenant had come; empty while that is not known. */
    public static OptionalLong watermark(ReadOnlyKeyValueStore<String, byte[]> store, String tenant) {
        var stored = store.get(tenant);
        return stored == null ? OptionalLong.empty() : read(tenant, stored).watermarkMillis();
    }

    /** Keeps the progress of a tenant. */
    public static void write(KeyValueStore<String, byte[]> store, TenantProgress progress) {
        var out = new BinaryWriter();
        out.writeByte(VERSION);
        out.writeByte(progress.watermarkMillis().isPresent() ? 1 : 0);
        progress.watermarkMillis().ifPresent(out::writeSignedVarint);
        out.writeSignedVarint(progress.lastObservedWallMillis());
        for (var partition : progress.partitions()) {
            out.writeVarint(partition.partition());
            out.writeSignedVarint(partition.maxEventTimeMillis());
        }
        store.put(progress.tenant(), out.toByteArray());
    }

    /** What is kept of all tenants. */
    public static List<TenantProgress> readAll(KeyValueStore<String, byte[]> store) {
        var tenants = new ArrayList<TenantProgress>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> tenants.add(read(entry.key, entry.value)));
        }
        return tenants;
    }

    private static TenantProgress read(String tenant, byte[] stored) {
        var in = new BinaryReader(stored);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of the progress of a tenant: " + version);
        }
        var watermark = in.readByte() == 1 ? OptionalLong.of(in.readSignedVarint()) : OptionalLong.empty();
        long observed = in.readSignedVarint();
        var partitions = new ArrayList<PartitionProgress>();
        while (in.hasRemaining()) {
            partitions.add(new PartitionProgress(in.readVarint("partition", MOST_PARTITIONS), in.readSignedVarint()));
        }
        return new TenantProgress(tenant, watermark, observed, partitions);
    }

}
