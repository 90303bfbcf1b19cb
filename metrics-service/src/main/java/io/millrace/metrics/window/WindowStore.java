package io.millrace.metrics.window;

import io.millrace.event.JsonTree;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.result.WindowResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The store of windows and how it is read. */
public final class WindowStore {

    /** Its name is its changelog's name: renaming it loses the state. */
    public static final String NAME = "windows";

    private WindowStore() {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingEnabled().withLoggingEnabled(Map.of());
    }

    /**
     * The windows of one metric, window and tenant that start in {@code [fromMillis, toMillis)}, by start.
     *
     * @param groups
     *            which groups are wanted
     * @param limit
     *            how many windows at most
     */
    public static java.util.List<WindowResult> read(ReadOnlyKeyValueStore<Bytes, byte[]> store, CompiledMetric metric,
            MetricWindow window, String tenantId, long fromMillis, long toMillis,
            Predicate<Map<String, String>> groups, int limit) {
        var name = window.spec().name();
        var from = WindowKey.from(metric.name(), metric.version(), name, tenantId, fromMillis);
        var to = WindowKey.from(metric.name(), metric.version(), name, tenantId, toMillis);
        var results = new java.util.ArrayList<WindowResult>();
        try (var entries = store.range(from, to)) {
            while (entries.hasNext() && results.size() < limit) {
                var entry = entries.next();
                var key = WindowKey.of(entry.key);
                var group = group(key);
                if (key.startMillis() < toMillis && groups.test(group)) {
                    results.add(result(key, group, WindowState.fromBytes(entry.value), metric, window));
                }
            }
        }
        return results;
    }

    static WindowResult result(WindowKey key, WindowState state, CompiledMetric metric, MetricWindow window) {
        return result(key, group(key), state, metric, window);
    }

    private static WindowResult result(WindowKey key, Map<String, String> group, WindowState state,
            CompiledMetric metric, MetricWindow window) {
        var start = Instant.ofEpochMilli(key.startMillis());
        return new WindowResult(metric.name(), metric.version(), key.tenantId(), key.window(), start,
                start.plus(window.spec().size()), group, state.values(metric), state.isClosed(),
                Instant.ofEpochMilli(state.lastEventMillis()));
    }

    private static Map<String, String> group(WindowKey key) {
        var group = new TreeMap<String, String>();
        ((Map<?, ?>) JsonTree.read(key.group().getBytes(StandardCharsets.UTF_8))).forEach(
                (dimension, label) -> group.put((String) dimension, (String) label));
        return group;
    }

}
