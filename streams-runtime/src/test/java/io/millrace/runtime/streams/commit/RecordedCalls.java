package io.millrace.runtime.streams.commit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** The clients of Kafka Streams, with a note of what is asked of the producer, in order. Thread-safe. */
final class RecordedCalls extends DefaultKafkaClientSupplier {

    private static final Set<String> NOTED = Set.of("beginTransaction", "flush", "commitTransaction",
            "abortTransaction");

    private final List<String> calls = new ArrayList<>();

    /** A copy of the notes: {@code send TOPIC}, {@code offset N} for the position of the input, and plain calls. */
    synchronized List<String> soFar() {
        return List.copyOf(calls);
    }

    synchronized void note(String call) {
        calls.add(call);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        var producer = super.getProducer(config);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{Producer.class}, (_, method, arguments) -> {
                    note(method.getName(), arguments);
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @SuppressWarnings("unchecked")
    private void note(String method, Object[] arguments) {
        if (NOTED.contains(method)) {
            note(method);
        } else if (method.equals("send")) {
            note("send " + ((ProducerRecord<byte[], byte[]>) arguments[0]).topic());
        } else if (method.equals("sendOffsetsToTransaction")) {
            ((Map<TopicPartition, OffsetAndMetadata>) arguments[0]).values().forEach(
                    position -> note("offset " + position.offset()));
        }
    }

}
