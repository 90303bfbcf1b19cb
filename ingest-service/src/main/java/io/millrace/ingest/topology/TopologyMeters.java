package io.millrace.ingest.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.event.RejectionCode;
import io.millrace.ingest.IngestMeters;
import java.util.EnumMap;
import java.util.Map;

/** Counts what the topology does, as {@link IngestMeters} documents it. Thread-safe. */
public final class TopologyMeters {

    private final Counter read;
    private final Counter clamped;
    private final Counter rekeyed;
    private final Counter duplicates;
    private final Counter normalised;
    private final Counter expired;
    private final Map<RejectionCode, Counter> rejected = new EnumMap<>(RejectionCode.class);

    public TopologyMeters(MeterRegistry registry) {
        read = registry.counter(IngestMeters.RECORDS_READ);
        clamped = registry.counter(IngestMeters.RECORDS_CLAMPED);
        rekeyed = registry.counter(IngestMeters.RECORDS_REKEYED);
        duplicates = registry.counter(IngestMeters.DUPLICATES);
        normalised = registry.counter(IngestMeters.NORMALISED);
        expired = registry.counter(IngestMeters.IDS_EXPIRED);
        for (var code : RejectionCode.values()) {
            rejected.put(code, registry.counter(IngestMeters.RECORDS_REJECTED, IngestMeters.REASON, code.label()));
        }
    }

    void read() {
        read.increment();
    }

    void accepted(boolean withClampedTimestamp) {
        if (withClampedTimestamp) {
            clamped.increment();
        }
    }

    void rejected(RejectionCode code) {
        rejected.get(code).increment();
    }

    void rekeyed() {
        rekeyed.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void normalised() {
        normalised.increment();
    }

    void expired(int ids) {
        expired.increment(ids);
    }

}
