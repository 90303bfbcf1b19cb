package io.millrace.cep.read;

import io.millrace.cep.match.MatchHalf;
import io.millrace.cep.order.ProgressStore;
import io.millrace.runtime.reads.LocalStores;
import io.millrace.runtime.reads.PartitionedRows;
import io.millrace.runtime.topics.EventPartitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.springframework.stereotype.Component;

/**
 * The stores of both halves of the matching, a partition at a time. The partitions of the half by key are numbered on from
 * those of the direct half. Thread-safe.
 */
@Component
class Halves {

    private final LocalStores stores;
    private final EventPartitions partitions;

    Halves(LocalStores stores, EventPartitions partitions) {
        this.stores = stores;
        this.partitions = partitions;
    }

    /** Reads one partition of one half. */
    @FunctionalInterface
    interface Read<S, T> {

        List<T> rows(MatchHalf half, int partition, S store);
    }

    /**
     * Reads the store of each of these partitions.
     *
     * @param name
     *            the store's name in each half
     */
    <S, T> PartitionedRows<T> read(Function<MatchHalf, String> name, QueryableStoreType<S> type,
            Collection<Integer> numbers, Read<S, T> read) {
        int count = partitions.count();
        var rows = new ArrayList<T>();
        var unavailable = new HashMap<Integer, String>();
        for (var half : MatchHalf.all()) {
            int first = half.ordinal() * count;
            var ofHalf = numbers.stream().filter(number -> number >= first && number < first + count).map(
                    number -> number - first).toList();
            BiFunction<Integer, S, List<T>> ofPartition = (partition, store) -> read.rows(half, partition, store);
            var found = stores.read(name.apply(half), type, ofHalf, ofPartition);
            rows.addAll(found.rows());
            found.unavailable().forEach((partition, reason) -> unavailable.put(first + partition, reason));
        }
        return new PartitionedRows<>(rows, unavailable);
    }

    /** How far the event time of a tenant has come in each of these partitions, where it is known. */
    Map<Integer, Long> watermarks(String tenant, Collection<Integer> numbers) {
        var known = new HashMap<Integer, Long>();
        for (int number : numbers) {
            var half = MatchHalf.all().get(number / partitions.count());
            watermark(tenant, half, number % partitions.count()).ifPresent(at -> known.put(number, at));
        }
        return known;
    }

    /** How far the event time of a tenant has come in one partition of one half. */
    OptionalLong watermark(String tenant, MatchHalf half, int partition) {
        return readOne(partition, half.progress(), QueryableStoreTypes.<String, byte[]>keyValueStore(),
                store -> ProgressStore.watermark(store, tenant).stream().boxed().toList()).stream().mapToLong(
                        Long::longValue).findFirst();
    }

    /** The tenants that one partition of one half has seen. */
    List<String> tenants(MatchHalf half, int partition) {
        return readOne(partition, half.progress(), QueryableStoreTypes.<String, byte[]>keyValueStore(),
                ProgressStore::tenants);
    }

    /** Reads the store of one partition of one half. */
    private <S, T> List<T> readOne(int partition, String name, QueryableStoreType<S> type,
            Function<S, List<T>> read) {
        return stores.read(name, type, List.of(partition), (_, store) -> read.apply(store)).rows();
    }

}
