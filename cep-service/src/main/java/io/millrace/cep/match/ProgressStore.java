package io.millrace.cep.match;

import io.millrace.result.ResultJson;
import io.millrace.statistics.TenantProgress;
import io.millrace.statistics.TenantProgress.PartitionProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How far event time had come, by tenant, kept over restarts: what the watermark rests on, written at an interval when it
 * changed, and beside it the point up to which events have been applied, written with every step, so that nothing is ever
 * applied behind it.
 */
public final class ProgressStore {

    /** Its name is its changelog's name. */
    public static final String NAME = "progress";
    /** The store of the points up to which events have been applied. */
    static final String APPLIED = "applied";

    private record Stored(Long watermark, long observed, List<PartitionProgress> partitions) {}

    private final KeyValueStore<String, byte[]> progress;
    private final KeyValueStore<String, Long> applied;
    private final Map<String, TenantProgress> written = new HashMap<>();

    ProgressStore(KeyValueStore<String, byte[]> progress, KeyValueStore<String, Long> applied) {
        this.progress = progress;
        this.applied = applied;
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(),
                Serdes.ByteArray()).withLoggingEnabled(Map.of());
    }

    static StoreBuilder<KeyValueStore<String, Long>> appliedBuilder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(APPLIED), Serdes.String(),
                Serdes.Long()).withCachingEnabled().withLoggingEnabled(Map.of());
    }

    /** The tenants seen so far, by name. */
    public static List<String> tenants(ReadOnlyKeyValueStore<String, byte[]> store) {
        var names = new TreeSet<String>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> names.add(entry.key));
        }
        return List.copyOf(names);
    }

    void write(List<TenantProgress> snapshot) {
        for (var tenant : snapshot) {
            if (!tenant.equals(written.put(tenant.tenant(), tenant))) {
                var watermark = tenant.watermarkMillis();
                progress.put(tenant.tenant(), ResultJson.write(new Stored(
                        watermark.isPresent() ? watermark.getAsLong() : null, tenant.lastObservedWallMillis(),
                        tenant.partitions())));
            }
        }
    }

    /** Notes that everything due by a watermark has been applied, or is next on the agenda. */
    void applied(String tenantId, long watermarkMillis) {
        applied.put(tenantId, watermarkMillis);
    }

    /**
     * What was known of each tenant at the last commit.
     *
     * @param held
     *            how far the events that wait reach: they may have been read after the last {@link #write}
     */
    List<TenantProgress> readAll(List<TenantProgress> held) {
        var tenants = new TreeMap<String, TenantProgress>();
        try (var entries = progress.all()) {
            entries.forEachRemaining(entry -> tenants.put(entry.key, read(entry.key, entry.value)));
        }
        try (var entries = applied.all()) {
            entries.forEachRemaining(entry -> tenants.merge(entry.key,
                    new TenantProgress(entry.key, OptionalLong.of(entry.value), 0, List.of()), ProgressStore::later));
        }
        held.forEach(tenant -> tenants.merge(tenant.tenant(), tenant, ProgressStore::later));
        return List.copyOf(tenants.values());
    }

    private static TenantProgress read(String tenant, byte[] json) {
        var stored = ResultJson.read(json, Stored.class);
        return new TenantProgress(tenant,
                stored.watermark() == null ? OptionalLong.empty() : OptionalLong.of(stored.watermark()),
                stored.observed(), stored.partitions());
    }

    private static TenantProgress later(TenantProgress one, TenantProgress other) {
        var watermark = one.watermarkMillis().isEmpty() ? other.watermarkMillis() : one.watermarkMillis();
        if (one.watermarkMillis().isPresent() && other.watermarkMillis().isPresent()) {
            watermark = OptionalLong.of(
                    Math.max(one.watermarkMillis().getAsLong(), other.watermarkMillis().getAsLong()));
        }
        var latest = new TreeMap<Integer, Long>();
        one.partitions().forEach(past -> latest.merge(past.partition(), past.maxEventTimeMillis(), Math::max));
        other.partitions().forEach(past -> latest.merge(past.partition(), past.maxEventTimeMillis(), Math::max));
        return new TenantProgress(one.tenant(), watermark,
                Math.max(one.lastObservedWallMillis(), other.lastObservedWallMillis()),
                latest.entrySet().stream().map(entry -> new PartitionProgress(entry.getKey(),
                        entry.getValue())).toList());
    }

}
