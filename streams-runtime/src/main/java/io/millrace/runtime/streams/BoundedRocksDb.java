package io.millrace.runtime.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One block cache and one write buffer budget for all stores of a service, so that its native memory is bounded. */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** Setting: bytes for block caches and write buffers together. */
    public static final String MEMORY_BYTES = "millrace.rocksdb.memory.bytes";

    private static final Map<String, Memory> BY_APPLICATION = new ConcurrentHashMap<>();

    private record Memory(Cache cache, WriteBufferManager writeBuffers) {

        static Memory of(long bytes) {
            var cache = new LRUCache(bytes, -1, false, 0.1);
            return new Memory(cache, new WriteBufferManager(bytes / 2, cache));
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var memory = BY_APPLICATION.computeIfAbsent(String.valueOf(configs.get("application.id")),
                _ -> Memory.of(Long.parseLong(String.valueOf(configs.get(MEMORY_BYTES)))));
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(8L << 20);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the budget belong to the service, not to the store.
    }

}
