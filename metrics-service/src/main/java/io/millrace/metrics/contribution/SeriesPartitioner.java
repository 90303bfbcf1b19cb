package io.millrace.metrics.contribution;

import io.millrace.metrics.contribution.SeriesMessage.Contribution;
import io.millrace.metrics.contribution.SeriesMessage.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends contributions to the partition of their series, and heartbeats to all. */
public final class SeriesPartitioner implements StreamPartitioner<String, SeriesMessage> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, SeriesMessage message, int partitions) {
        return Optional.of(switch (message) {
            case Contribution _ -> Set.of(
                    Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions);
            case Heartbeat _ -> IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
        });
    }

}
