package io.millrace.ingest.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.event.RejectionCode;
import io.millrace.ingest.IngestMeters;
import java.util.EnumMap;
import java.util.Map;

/** Counts what happens at the door, as {@link IngestMeters} documents it. Thread-safe. */
public final class DoorMeters {

    private final MeterRegistry registry;
    private final Counter received;
    private final Counter accepted;
    private final Counter clamped;
    private final Counter unacknowledged;
    private final Timer acknowledgement;
    private final Map<RejectionCode, Counter> rejected = new EnumMap<>(RejectionCode.class);

    public DoorMeters(MeterRegistry registry) {
        this.registry = registry;
        received = registry.counter(IngestMeters.DOOR_RECEIVED);
        accepted = registry.counter(IngestMeters.DOOR_ACCEPTED);
        clamped = registry.counter(IngestMeters.DOOR_CLAMPED);
        unacknowledged = registry.counter(IngestMeters.DOOR_UNACKNOWLEDGED);
        acknowledgement = registry.timer(IngestMeters.DOOR_ACKNOWLEDGEMENT);
        for (var code : RejectionCode.values()) {
            rejected.put(code, registry.counter(IngestMeters.DOOR_REJECTED, IngestMeters.REASON, code.label()));
        }
    }

    void request(String route, int status) {
        registry.counter(IngestMeters.DOOR_REQUESTS, IngestMeters.ROUTE, route, IngestMeters.STATUS,
                Integer.toString(status)).increment();
    }

    void received(int events) {
        received.increment(events);
    }

    void accepted(int events, int withClampedTimestamp) {
        accepted.increment(events);
        clamped.increment(withClampedTimestamp);
    }

    void rejected(RejectionCode code) {
        rejected.get(code).increment();
    }

    void unacknowledged(int events) {
        unacknowledged.increment(events);
    }

    void timeAcknowledgement(Runnable wait) {
        acknowledgement.record(wait);
    }

}
