package io.millrace.runtime.streams;

import org.apache.kafka.streams.StreamsBuilder;

/** A service's topology; a service that has one as a bean runs Kafka Streams. */
@FunctionalInterface
public interface StreamsTopology {

    /** Adds all of it to {@code builder}. */
    void addTo(StreamsBuilder builder);

    /** Whether each of its tasks reads one topic only, so that there are no records of several to be put in order. */
    default boolean readsSingly() {
        return false;
    }

}
