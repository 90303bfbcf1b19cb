package io.millrace.ingest.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** The partition of a record key, as Kafka's producers choose it: murmur2 of the key's UTF-8 bytes. */
final class KeyPartition {

    private KeyPartition() {}

    static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

}
