package io.millrace.ingest.topology;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.event.EventReader;
import io.millrace.event.EventReading;
import io.millrace.event.EventReading.Accepted;
import io.millrace.event.EventReading.Rejected;
import io.millrace.event.JsonSyntaxException;
import io.millrace.event.JsonTree;
import io.millrace.event.RejectionCode;
import io.millrace.event.Timestamps;
import io.millrace.ingest.KeptBytes;
import io.millrace.ingest.topology.RawReading.Refused;
import io.millrace.ingest.topology.RawReading.Settled;
import io.millrace.ingest.topology.RawReading.Stray;
import io.millrace.result.RejectedEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads the records of {@code events.raw}, whoever wrote them. The reading of an event carries the event's own time as
 * its record timestamp, that of a rejection keeps the record's.
 *
 * <p>
 * The time of receipt is the event's own {@code received_at}, which the door sets, else now. One that lies in the future
 * is not believed: it would let an event's timestamp lie there too. An event without {@code timestamp} gets that of its
 * record.
 */
final class RawEventReader implements Processor<byte[], byte[], byte[], RawReading> {

    private static final String RECEIVED_AT = "received_at";
    private static final String TIMESTAMP = "timestamp";

    private final RawEventRules rules;
    private final Clock clock;
    private final TopologyMeters meters;

    private ProcessorContext<byte[], RawReading> context;

    RawEventReader(RawEventRules rules, Clock clock, TopologyMeters meters) {
        this.rules = rules;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], RawReading> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        meters.read();
        var now = clock.instant();
        var bytes = record.value() == null ? new byte[0] : record.value();
        switch (reading(bytes, record.timestamp(), now)) {
            case Accepted(var event, var clamped) -> {
                meters.accepted(clamped);
                context.forward(record.withValue(placed(event)).withTimestamp(event.timestampMillis()));
            }
            case Rejected why -> {
                meters.rejected(why.code());
                context.forward(record.withValue(refused(why, bytes, now)));
            }
        }
    }

    private EventReading reading(byte[] bytes, long recordTime, Instant now) {
        try {
            var json = timed(JsonTree.read(bytes), recordTime, now);
            return fitting(EventReader.read(json, now, rules.defaultTenant()), bytes.length);
        } catch (JsonSyntaxException e) {
            return new Rejected(RejectionCode.NOT_JSON, e.getMessage(), null, null);
        }
    }

    /** An event that would not fit into a record of {@code events} is rejected before it stops the partition. */
    private EventReading fitting(EventReading reading, int sentBytes) {
        if (!rules.mayOutgrow(sentBytes) || !(reading instanceof Accepted(var event, _))) {
            return reading;
        }
        int bytes = EventJson.write(event).length;
        return bytes <= rules.maxBytes()
                ? reading
                : new Rejected(RejectionCode.TOO_LARGE, KeptBytes.tooLarge(bytes, rules.maxBytes()), null,
                        event.eventId());
    }

    private static Object timed(Object json, long recordTime, Instant now) {
        if (!(json instanceof Map<?, ?> fields)) {
            return json;
        }
        boolean untimed = isAbsent(fields.get(TIMESTAMP)) && !isAhead(Instant.ofEpochMilli(recordTime), now);
        boolean ahead = isAhead(fields.get(RECEIVED_AT), now);
        if (!untimed && !ahead) {
            return fields;
        }
        var timed = new LinkedHashMap<Object, Object>(fields);
        if (untimed) {
            timed.put(TIMESTAMP, Timestamps.format(Instant.ofEpochMilli(recordTime)));
        }
        if (ahead) {
            timed.remove(RECEIVED_AT);
        }
        return timed;
    }

    private static boolean isAbsent(Object value) {
        return value == null || value.equals("");
    }

    private static boolean isAhead(Object receivedAt, Instant now) {
        if (isAbsent(receivedAt)) {
            return false;
        }
        try {
            return isAhead(Timestamps.parse(receivedAt), now);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isAhead(Instant time, Instant now) {
        return time.isAfter(now.plus(EventReader.FUTURE_TOLERANCE));
    }

    private RawReading placed(Event event) {
        int partition = context.recordMetadata().orElseThrow().partition();
        if (KeyPartition.of(event.key(), rules.partitions()) == partition) {
            return new Settled(event);
        }
        meters.rekeyed();
        return new Stray(event);
    }

    private RawReading refused(Rejected why, byte[] bytes, Instant now) {
        var place = context.recordMetadata().orElseThrow();
        return new Refused(RejectedEvent.ofRecord(why, tenant(bytes), KeptBytes.of(bytes, 0, bytes.length),
                place.topic(), place.partition(), place.offset(), now));
    }

    /** Whose rejection it is, as far as that can be told. */
    private String tenant(byte[] bytes) {
        try {
            return JsonTree.read(bytes) instanceof Map<?, ?> fields ? tenant(fields.get("tenant_id")) : null;
        } catch (JsonSyntaxException _) {
            return null;
        }
    }

    private String tenant(Object named) {
        return switch (named) {
            case null -> rules.defaultTenant();
            case String text when text.isBlank() -> rules.defaultTenant();
            case String text when text.length() <= 100 -> text;
            default -> null;
        };
    }

}
