package io.millrace.cep.event;

import io.millrace.cep.event.PatternMessage.Candidate;
import io.millrace.cep.event.PatternMessage.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends candidates to the partition of their key, and heartbeats to all. */
public final class PatternPartitioner implements StreamPartitioner<String, PatternMessage> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, PatternMessage message, int partitions) {
        return Optional.of(switch (message) {
            case Candidate _ -> Set.of(
                    Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions);
            case Heartbeat _ -> IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
            case IncomingEvent _ -> throw new IllegalArgumentException("an event goes on where it came in");
        });
    }

}
