package io.millrace.runtime.streams;

import org.apache.kafka.streams.StreamsBuilder;

/** A service's topology; a service that has one as a bean runs Kafka Streams. */
@FunctionalInterface
public interface StreamsTopology {

    /** Adds all of it to {@code builder}. */
    void addTo(StreamsBuilder builder);

}
