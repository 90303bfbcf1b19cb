package io.millrace.cep.order;

import io.millrace.cep.CepMeters;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.EventPlan.Group;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Events that wait for their place in the order: in memory, and made durable in chunks right before each commit.
 *
 * <p>
 * An event that is taken before the next commit never reaches the store. One that waits longer is written once, with all
 * others of its tenant; a chunk is deleted when all of it has been taken, and until then one small record of the tenant
 * tells how far its chunks were. Belongs to one task.
 */
public final class HeldEvents {

    private static final int MAX_CHUNK_BYTES = 512 * 1024;
    /** Under this number stands how far the chunks were taken; chunks count from 1. */
    private static final long TAKEN = 0;

    private final KeyValueStore<Bytes, byte[]> store;
    private final CepMeters meters;
    private final Map<String, TenantQueue> tenants = new HashMap<>();
    private long nextSequence;
    private long nextChunk = TAKEN + 1;
    private long held;

    /** Takes up the events that waited at the last commit. */
    public HeldEvents(KeyValueStore<Bytes, byte[]> store, CepMeters meters) {
        this.store = store;
        this.meters = meters;
        var taken = new HashMap<String, Map<Long, Integer>>();
        try (var entries = store.all()) {
            while (entries.hasNext()) {
                var entry = entries.next();
                var tenant = tenantOf(entry.key);
                long number = numberOf(entry.key);
                if (number == TAKEN) {
                    taken.put(tenant, HeldChunkFormat.readTaken(entry.value));
                } else {
                    takeUp(tenant, number, entry.value, taken.getOrDefault(tenant, Map.of()));
                }
            }
        }
    }

    /** Builds the store, under a name that is also its changelog's. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(),
                Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of());
    }

    /** The events of a tenant. */
    public TenantQueue of(String tenant) {
        return tenants.computeIfAbsent(tenant, _ -> new TenantQueue());
    }

    /** Holds an event for a group of patterns. */
    public void add(TenantQueue queue, IncomingEvent event, String key, Group group, long generation) {
        queue.add(HeldEvent.of(event, key, group, nextSequence++, generation));
        count(1);
    }

    /** Takes out the first event of a tenant that is due at that time; null when none is. */
    public HeldEvent takeDue(TenantQueue queue, long timeMillis) {
        var taken = queue.takeDue(timeMillis);
        if (taken != null) {
            count(-1);
        }
        return taken;
    }

    /** Makes all that changed durable; to be called right before each commit. */
    public void flush() {
        tenants.forEach((tenant, queue) -> {
            var touched = queue.takeTouched();
            for (var chunk : touched) {
                if (chunk.isFinished()) {
                    store.delete(key(tenant, chunk.number));
                }
            }
            if (!touched.isEmpty()) {
                store.put(key(tenant, TAKEN),
                        queue.begun().isEmpty() ? null : HeldChunkFormat.writeTaken(queue.begun()));
            }
            write(tenant, queue.takeFresh());
        });
    }

    /** Takes its events off the meter. */
    public void close() {
        count(-held);
    }

    private void takeUp(String tenant, long number, byte[] stored, Map<Long, Integer> taken) {
        var events = HeldChunkFormat.read(stored);
        var chunk = new HeldChunk(number, events.size(), taken.getOrDefault(number, 0));
        var queue = of(tenant);
        for (var event : events.subList(chunk.taken, events.size())) {
            queue.addStored(event, chunk);
            count(1);
        }
        events.forEach(event -> nextSequence = Math.max(nextSequence, event.sequence() + 1));
        nextChunk = Math.max(nextChunk, number + 1);
    }

    private void write(String tenant, List<HeldEvent> fresh) {
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < fresh.size(); i++) {
            bytes += fresh.get(i).event().json().length;
            if (bytes > MAX_CHUNK_BYTES || i == fresh.size() - 1) {
                writeChunk(tenant, fresh.subList(from, i + 1));
                from = i + 1;
                bytes = 0;
            }
        }
    }

    private void writeChunk(String tenant, List<HeldEvent> events) {
        var chunk = new HeldChunk(nextChunk++, events.size(), 0);
        for (var event : events) {
            event.chunk = chunk;
            event.event().forgetParsed();
        }
        store.put(key(tenant, chunk.number), HeldChunkFormat.write(events));
    }

    private void count(long by) {
        held += by;
        meters.heldChanged(by);
    }

    private static Bytes key(String tenant, long number) {
        var name = tenant.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(name.length + 1 + Long.BYTES).put(name).put((byte) 0).putLong(number).array());
    }

    private static String tenantOf(Bytes key) {
        return new String(key.get(), 0, key.get().length - Long.BYTES - 1, StandardCharsets.UTF_8);
    }

    private static long numberOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES);
    }

}
