package io.millrace.benchmarks.windows.dsl;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** How many amounts, and their sum. */
record CountAndSum(long count, double sum) {

    static final CountAndSum NONE = new CountAndSum(0, 0);

    CountAndSum plus(double amount) {
        return new CountAndSum(count + 1, sum + amount);
    }

    static Serde<CountAndSum> serde() {
        return Serdes.serdeFrom((_, value) -> value == null ? null : value.toBytes(),
                (_, bytes) -> bytes == null ? null : ofBytes(bytes));
    }

    private byte[] toBytes() {
        return ByteBuffer.allocate(Long.BYTES + Double.BYTES).putLong(count).putDouble(sum).array();
    }

    private static CountAndSum ofBytes(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new CountAndSum(buffer.getLong(), buffer.getDouble());
    }

}
