package io.millrace.topics;

import io.millrace.definition.StoredDefinition;
import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.result.ResultJson;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of the wire types. Null stands for null (a tombstone). */
final class JsonSerdes {

    private JsonSerdes() {}

    static Serde<Event> event() {
        return serde(EventJson::write, EventJson::read);
    }

    static Serde<StoredDefinition> definition() {
        return serde(StoredDefinition::toJson, StoredDefinition::fromJson);
    }

    static <T> Serde<T> result(Class<T> type) {
        return serde(ResultJson::write, json -> ResultJson.read(json, type));
    }

    private static <T> Serde<T> serde(Function<T, byte[]> write, Function<byte[], T> read) {
        return Serdes.serdeFrom((_, value) -> value == null ? null : write.apply(value),
                (_, json) -> json == null ? null : read.apply(json));
    }

}
