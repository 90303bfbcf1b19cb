package io.millrace.cep.result;

import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.state.RunKey;
import io.millrace.result.ResultJson;
import io.millrace.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Matches and timeouts, kept for reads.
 *
 * <p>
 * Retention counts by the wall clock from when a result was written, not by event time: what a replay of old events finds
 * stays readable as long as live results do.
 */
public final class ResultStore {

    /** Larger results are not kept or published: a record with its key and headers has to hold them. */
    static final int MAX_BYTES = Topics.MAX_RECORD_BYTES - 64 * 1024;

    private static final byte VERSION = 1;
    private static final int WRITTEN_AT = 1;
    private static final int KEY_AT = WRITTEN_AT + Long.BYTES + Integer.BYTES;

    private ResultStore() {}

    /** Builds the store, under a name that is also its changelog's. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    /**
     * Keeps a result, unless it is so large that no record holds it.
     *
     * @return whether it is kept
     */
    public static boolean put(KeyValueStore<Bytes, byte[]> store, RunKey of, String id, WrittenResult result,
            long wallMillis) {
        var value = value(of.key(), result.json(), wallMillis);
        if (value.length > MAX_BYTES) {
            return false;
        }
        var key = new ResultKey(of.pattern(), of.tenantId(), result.kind(), result.endMillis(), id);
        store.put(key.toBytes(), value);
        return true;
    }

    /**
     * The results of one pattern, tenant and kind that ended in {@code [fromMillis, toMillis)}, the latest first.
     *
     * @param key
     *            of that pattern key only; null for all
     * @param limit
     *            how many at most
     */
    public static <R> List<R> read(ReadOnlyKeyValueStore<Bytes, byte[]> store, ResultKind<R> kind, String pattern,
            String tenantId, long fromMillis, long toMillis, String key, int limit) {
        var results = new ArrayList<R>();
        if (fromMillis >= toMillis) {
            return results;
        }
        var wanted = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        var from = ResultKey.from(pattern, tenantId, kind, fromMillis);
        var to = ResultKey.from(pattern, tenantId, kind, toMillis);
        try (var entries = store.reverseRange(from, to)) {
            while (entries.hasNext() && results.size() < limit) {
                var stored = entries.next().value;
                if (wanted == null || isOf(wanted, stored)) {
                    results.add(result(stored, kind));
                }
            }
        }
        return results;
    }

    /** Whether the retention of a stored result has ended, or its pattern is no longer declared. */
    static boolean isExpired(Bytes key, byte[] stored, ActivePatterns patterns, long wallMillis) {
        long writtenMillis = ByteBuffer.wrap(stored).getLong(WRITTEN_AT);
        return patterns.find(ResultKey.patternOf(key)).map(
                pattern -> wallMillis - writtenMillis > pattern.behaviour().retention().toMillis()).orElse(true);
    }

    private static byte[] value(String key, byte[] json, long wallMillis) {
        var keyBytes = key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(KEY_AT + keyBytes.length + json.length).put(VERSION).putLong(wallMillis).putInt(
                keyBytes.length).put(keyBytes).put(json).array();
    }

    private static boolean isOf(byte[] key, byte[] stored) {
        return Arrays.equals(key, 0, key.length, stored, KEY_AT, jsonAt(stored));
    }

    private static <R> R result(byte[] stored, ResultKind<R> kind) {
        if (stored[0] != VERSION) {
            throw new IllegalArgumentException("unknown version of a stored result: " + stored[0]);
        }
        return ResultJson.read(Arrays.copyOfRange(stored, jsonAt(stored), stored.length), kind.type());
    }

    private static int jsonAt(byte[] stored) {
        return KEY_AT + ByteBuffer.wrap(stored).getInt(KEY_AT - Integer.BYTES);
    }

}
