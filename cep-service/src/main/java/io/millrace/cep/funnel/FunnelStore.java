package io.millrace.cep.funnel;

import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.result.FunnelPartial;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The store of funnels: of each hour and step an aggregate of the runs that reached it. */
public final class FunnelStore {

    /** What is kept of the runs that reached a step. */
    static final AggregateLayout LAYOUT = AggregateLayout.of(
            List.of(new Aggregate.Count(), new Aggregate.Quantile(0.5), new Aggregate.Distinct("keys", 0)));
    /** The windows that are kept; longer ones are merged from them. */
    static final Duration WINDOW = Duration.ofHours(1);

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES;

    private FunnelStore() {}

    /** Builds the store, under a name that is also its changelog's. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    /**
     * What is kept of the hours of a version of a pattern that begin in {@code [fromMillis, toMillis)}, in the order of time.
     *
     * @param watermark
     *            how far event time has come; {@link Long#MIN_VALUE} when that is not known
     * @param limit
     *            how many rows at most; an hour is cut where it is reached
     */
    public static List<FunnelPartial> read(ReadOnlyKeyValueStore<Bytes, byte[]> store, ActivePattern pattern,
            String tenantId, long fromMillis, long toMillis, long watermark, int limit) {
        var rows = new ArrayList<FunnelPartial>();
        if (fromMillis >= toMillis) {
            return rows;
        }
        long version = pattern.id().version();
        var from = StepKey.from(pattern.name(), tenantId, version, fromMillis);
        var to = StepKey.from(pattern.name(), tenantId, version, toMillis);
        try (var entries = store.range(from, to)) {
            while (entries.hasNext() && rows.size() < limit) {
                var entry = entries.next();
                var key = StepKey.of(entry.key);
                if (key.startMillis() < toMillis) {
                    rows.add(new FunnelPartial(tenantId, Instant.ofEpochMilli(key.startMillis()), key.step(),
                            payload(entry.value), isFinal(pattern, key.startMillis(), watermark)));
                }
            }
        }
        return rows;
    }

    /** Whether the retention of an entry has ended, or its pattern is no longer declared. */
    static boolean isExpired(Bytes key, byte[] stored, ActivePatterns patterns, long wallMillis) {
        long writtenMillis = ByteBuffer.wrap(stored).getLong(1);
        return patterns.find(patternOf(key)).map(
                pattern -> wallMillis - writtenMillis > pattern.behaviour().retention().toMillis()).orElse(true);
    }

    static <T> T read(KeyValueStore<Bytes, byte[]> store, Bytes key, Function<BinaryReader, T> reader, T absent) {
        var stored = store.get(key);
        return stored == null ? absent : reader.apply(new BinaryReader(payload(stored)));
    }

    static void write(KeyValueStore<Bytes, byte[]> store, Bytes key, Consumer<BinaryWriter> writer,
            long wallMillis) {
        var out = new BinaryWriter();
        out.writeByte(VERSION);
        out.writeLong(wallMillis);
        writer.accept(out);
        store.put(key, out.toByteArray());
    }

    /** A run of the hour may go on for as long as the pattern gives it; without a limit it may for ever. */
    private static boolean isFinal(ActivePattern pattern, long startMillis, long watermark) {
        var within = pattern.behaviour().pattern().options().within();
        return within.isPresent() && watermark != Long.MIN_VALUE
                && watermark >= startMillis + WINDOW.toMillis() + within.get().toMillis() + pattern.graceMillis();
    }

    private static byte[] payload(byte[] stored) {
        if (stored[0] != VERSION) {
            throw new IllegalArgumentException("unknown version of a stored funnel: " + stored[0]);
        }
        return Arrays.copyOfRange(stored, HEADER, stored.length);
    }

    private static String patternOf(Bytes key) {
        int end = 1;
        while (key.get()[end] != 0) {
            end++;
        }
        return new String(key.get(), 1, end - 1, StandardCharsets.UTF_8);
    }

    static AggregateState empty() {
        return LAYOUT.empty();
    }

}
