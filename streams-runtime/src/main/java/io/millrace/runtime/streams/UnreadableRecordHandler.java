package io.millrace.runtime.streams;

import io.millrace.result.RejectedEvent;
import io.millrace.runtime.LogKeys;
import io.millrace.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that is not what its topic holds goes to {@code events.rejected} with its bytes and place, and the partition
 * goes on. Kafka Streams counts it as a dropped record.
 */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(UnreadableRecordHandler.class);

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record,
            Exception exception) {
        log.atWarn().addKeyValue(LogKeys.TOPIC, record.topic()).addKeyValue(LogKeys.PARTITION,
                record.partition()).addKeyValue(LogKeys.OFFSET, record.offset()).addKeyValue(LogKeys.REASON,
                        exception.getMessage()).log("A record can't be read");
        return Response.resume(List.of(rejected(record, exception)));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to set.
    }

    private static ProducerRecord<byte[], byte[]> rejected(ConsumerRecord<byte[], byte[]> record,
            Exception exception) {
        var rejection = RejectedEvent.ofUnreadable(exception, record.value(), record.topic(), record.partition(),
                record.offset(), Instant.ofEpochMilli(record.timestamp()));
        var topic = Topics.EVENTS_REJECTED;
        return new ProducerRecord<>(topic.name(), null, record.timestamp(), record.key(),
                topic.valueSerde().serializer().serialize(topic.name(), rejection));
    }

}
