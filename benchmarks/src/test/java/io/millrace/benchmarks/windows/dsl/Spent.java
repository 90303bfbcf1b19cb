package io.millrace.benchmarks.windows.dsl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** What a user spent at once. */
record Spent(String user, double amount) {

    static Serde<Spent> serde() {
        return Serdes.serdeFrom((_, value) -> value == null ? null : value.toBytes(),
                (_, bytes) -> bytes == null ? null : ofBytes(bytes));
    }

    private byte[] toBytes() {
        var name = user.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Double.BYTES + name.length).putDouble(amount).put(name).array();
    }

    private static Spent ofBytes(byte[] bytes) {
        double amount = ByteBuffer.wrap(bytes).getDouble();
        return new Spent(new String(bytes, Double.BYTES, bytes.length - Double.BYTES, StandardCharsets.UTF_8), amount);
    }

}
