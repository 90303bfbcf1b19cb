package io.millrace.runtime.reads;

import io.swagger.v3.oas.annotations.Hidden;
import io.millrace.runtime.topics.EventPartitions;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells who holds which partitions of this service's state, as this instance knows it. */
@Hidden
@RestController
class OwnersController {

    private final StreamsBuilderFactoryBean factory;
    private final List<String> topics;
    private final EventPartitions partitions;

    OwnersController(StreamsBuilderFactoryBean factory, ReadableTopic readable, EventPartitions partitions) {
        this.factory = factory;
        this.topics = readable.topics();
        this.partitions = partitions;
    }

    @GetMapping("/internal/owners")
    List<Owner> owners() {
        var streams = factory.getKafkaStreams();
        return streams == null || !streams.state().isRunningOrRebalancing() ? List.of() : owners(streams);
    }

    private List<Owner> owners(KafkaStreams streams) {
        return streams.metadataForAllStreamsClients().stream().map(this::owner).filter(
                owner -> !owner.partitions().isEmpty()).toList();
    }

    private Owner owner(StreamsMetadata instance) {
        var numbers = instance.topicPartitions().stream().map(this::number).filter(
                number -> number >= 0).collect(Collectors.toUnmodifiableSet());
        return new Owner("http://%s:%d".formatted(instance.host(), instance.port()), numbers);
    }

    /** The number of a partition over all readable topics; negative when it is of none of them. */
    private int number(TopicPartition partition) {
        for (int i = 0; i < topics.size(); i++) {
            var topic = topics.get(i);
            if (partition.topic().equals(topic) || partition.topic().endsWith("-" + topic)) {
                return i == 0 ? partition.partition() : i * partitions.count() + partition.partition();
            }
        }
        return -1;
    }

}
