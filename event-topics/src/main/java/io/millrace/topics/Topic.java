package io.millrace.topics;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic and what is on it.
 *
 * @param partitions
 *            how it is partitioned
 * @param configs
 *            topic settings that Millrace relies on
 */
public record Topic<K, V>(String name, Serde<K> keySerde, Serde<V> valueSerde, Partitions partitions,
        Map<String, String> configs) {

    /** How many partitions a topic has. */
    public enum Partitions {

        /** As many as {@code events}: records of one key stay together on the way. */
        LIKE_EVENTS,
        /** One, for small control topics. */
        ONE

    }

}
