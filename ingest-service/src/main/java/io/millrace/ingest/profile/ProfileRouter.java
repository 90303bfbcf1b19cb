package io.millrace.ingest.profile;

import io.millrace.ingest.KeptBytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what others wrote to {@code profiles} on to the partition of its user's events, and leaves out what this service
 * wrote. A record's key has the tenant in it, that of an event has not, so that they are rarely in the same partition.
 */
final class ProfileRouter implements Processor<String, byte[], String, RoutedRecord> {

    /** Longer keys are refused anyway. */
    private static final int MAX_KEY = 2_000;

    private ProcessorContext<String, RoutedRecord> context;

    @Override
    public void init(ProcessorContext<String, RoutedRecord> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (OwnRecords.isMarked(record.headers())) {
            return;
        }
        var key = record.key() == null || record.key().length() <= MAX_KEY
                ? record.key()
                : record.key().substring(0, MAX_KEY);
        context.forward(record.withKey(ProfileKey.userOf(key)).withValue(routed(key, record.value())));
    }

    private RoutedRecord routed(String key, byte[] value) {
        var place = context.recordMetadata().orElseThrow();
        return value == null
                ? new RoutedRecord(key, null, 0, place.partition(), place.offset())
                : new RoutedRecord(key, KeptBytes.of(value, 0, value.length), value.length, place.partition(),
                        place.offset());
    }

}
