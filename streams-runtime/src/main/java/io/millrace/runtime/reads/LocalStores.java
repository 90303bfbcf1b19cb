package io.millrace.runtime.reads;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreType;

/** The state stores of this instance, a partition at a time. Thread-safe. */
public final class LocalStores {

    private final Supplier<KafkaStreams> streams;

    public LocalStores(Supplier<KafkaStreams> streams) {
        this.streams = streams;
    }

    /**
     * Reads the store of each of these partitions.
     *
     * @param read
     *            gives the rows of one partition from its store; closes what it opens
     */
    public <S, T> PartitionedRows<T> read(String storeName, QueryableStoreType<S> type, Collection<Integer> partitions,
            BiFunction<Integer, S, List<T>> read) {
        var rows = new ArrayList<T>();
        var unavailable = new HashMap<Integer, String>();
        for (int partition : partitions) {
            try {
                rows.addAll(read.apply(partition, store(storeName, type, partition)));
            } catch (InvalidStateStoreException | IllegalStateException e) {
                unavailable.put(partition, String.valueOf(e.getMessage()));
            }
        }
        return new PartitionedRows<>(rows, unavailable);
    }

    private <S> S store(String storeName, QueryableStoreType<S> type, int partition) {
        var running = streams.get();
        if (running == null) {
            throw new IllegalStateException("Streams has not started yet");
        }
        return running.store(StoreQueryParameters.fromNameAndType(storeName, type).withPartition(partition));
    }

}
