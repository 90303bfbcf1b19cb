package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.load.ShopEvent;
import io.millrace.benchmarks.windows.load.ShopEventReader;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;

/** Reads events where they enter Flink. */
final class ShopEventSchema extends AbstractDeserializationSchema<ShopEvent> {

    private static final long serialVersionUID = 1;

    ShopEventSchema() {
        super(ShopEvent.class);
    }

    @Override
    public ShopEvent deserialize(byte[] json) {
        return ShopEventReader.read(json);
    }

}
