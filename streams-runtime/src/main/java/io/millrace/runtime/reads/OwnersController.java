package io.millrace.runtime.reads;

import io.swagger.v3.oas.annotations.Hidden;
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
    private final String topic;

    OwnersController(StreamsBuilderFactoryBean factory, ReadableTopic readable) {
        this.factory = factory;
        this.topic = readable.topic();
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
        var partitions = instance.topicPartitions().stream().filter(
                partition -> partition.topic().equals(topic) || partition.topic().endsWith("-" + topic)).map(
                        TopicPartition::partition).collect(Collectors.toUnmodifiableSet());
        return new Owner("http://%s:%d".formatted(instance.host(), instance.port()), partitions);
    }

}
