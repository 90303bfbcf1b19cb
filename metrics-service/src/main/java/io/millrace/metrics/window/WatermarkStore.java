package io.millrace.metrics.window;

import io.millrace.result.ResultJson;
import io.millrace.statistics.TenantProgress;
import io.millrace.statistics.TenantProgress.PartitionProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How far event time had come, by tenant, kept over restarts. */
public final class WatermarkStore {

    /** Its name is its changelog's name. */
    public static final String NAME = "watermarks";

    private record Stored(Long watermark, long observed, List<PartitionProgress> partitions) {}

    private WatermarkStore() {}

    static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(),
                Serdes.ByteArray()).withLoggingEnabled(Map.of());
    }

    static List<TenantProgress> readAll(KeyValueStore<String, byte[]> store) {
        var all = new ArrayList<TenantProgress>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> all.add(read(entry.key, entry.value)));
        }
        return all;
    }

    static void write(KeyValueStore<String, byte[]> store, TenantProgress progress) {
        var watermark = progress.watermarkMillis().isPresent() ? progress.watermarkMillis().getAsLong() : null;
        store.put(progress.tenant(),
                ResultJson.write(new Stored(watermark, progress.lastObservedWallMillis(), progress.partitions())));
    }

    private static TenantProgress read(String tenant, byte[] json) {
        var stored = ResultJson.read(json, Stored.class);
        return new TenantProgress(tenant,
                stored.watermark() == null ? OptionalLong.empty() : OptionalLong.of(stored.watermark()),
                stored.observed(), stored.partitions());
    }

}
