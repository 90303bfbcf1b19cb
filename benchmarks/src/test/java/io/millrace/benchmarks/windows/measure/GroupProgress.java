package io.millrace.benchmarks.windows.measure;

import io.millrace.topics.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of the topic of events a consumer group is done with.
 *
 * <p>
 * Where each event also crosses a repartition topic as one record, those that wait there are not done. Where partial
 * aggregates do, what waits can't be told in events, and an event is done when it was folded into one.
 */
final class GroupProgress {

    private static final String REPARTITION = "-repartition";

    private final Admin admin;
    private final String group;
    private final boolean eventsAreRepartitioned;

    GroupProgress(Admin admin, String group, boolean eventsAreRepartitioned) {
        this.admin = admin;
        this.group = group;
        this.eventsAreRepartitioned = eventsAreRepartitioned;
    }

    long records() throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(
                group).partitionsToOffsetAndMetadata().get().entrySet().stream().filter(
                        entry -> entry.getValue() != null).collect(
                                Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
        long read = committed.entrySet().stream().filter(
                entry -> entry.getKey().topic().equals(Topics.EVENTS.name())).mapToLong(Map.Entry::getValue).sum();
        return eventsAreRepartitioned ? Math.max(0, read - waiting(committed)) : read;
    }

    private long waiting(Map<TopicPartition, Long> committed) throws ExecutionException, InterruptedException {
        var repartition = committed.keySet().stream().filter(
                partition -> partition.topic().endsWith(REPARTITION)).collect(
                        Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        if (repartition.isEmpty()) {
            return 0;
        }
        var ends = admin.listOffsets(repartition, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
        return ends.entrySet().stream().mapToLong(
                end -> end.getValue().offset() - committed.get(end.getKey())).sum();
    }

}
