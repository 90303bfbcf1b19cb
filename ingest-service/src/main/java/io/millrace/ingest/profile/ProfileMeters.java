package io.millrace.ingest.profile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.event.RejectionCode;
import io.millrace.ingest.IngestMeters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what becomes of profiles, as {@link IngestMeters} documents it. Thread-safe. */
public final class ProfileMeters {

    /** What changes a profile. */
    enum Source {

        /** An {@code identify} event. */
        IDENTIFY,
        /** A {@code user.registered} event. */
        REGISTERED,
        /** A record of {@code profiles}. */
        RECORD;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

    private final Map<Source, Counter> updates = new EnumMap<>(Source.class);
    private final Counter unchanged;
    private final Counter anonymous;
    private final Counter hits;
    private final Counter misses;
    private final Map<RejectionCode, Counter> refused = new EnumMap<>(RejectionCode.class);

    public ProfileMeters(MeterRegistry registry) {
        for (var source : Source.values()) {
            updates.put(source,
                    registry.counter(IngestMeters.PROFILES_UPDATES, IngestMeters.SOURCE, source.label()));
        }
        unchanged = registry.counter(IngestMeters.PROFILES_UNCHANGED);
        anonymous = registry.counter(IngestMeters.PROFILES_ANONYMOUS);
        hits = registry.counter(IngestMeters.PROFILES_JOINS, IngestMeters.OUTCOME, "hit");
        misses = registry.counter(IngestMeters.PROFILES_JOINS, IngestMeters.OUTCOME, "miss");
        for (var code : RejectionCode.values()) {
            refused.put(code, registry.counter(IngestMeters.PROFILES_REFUSED, IngestMeters.REASON, code.label()));
        }
    }

    /** A change was taken; {@code visible} when the profile says something else thereby. */
    void taken(Source source, boolean visible) {
        (visible ? updates.get(source) : unchanged).increment();
    }

    void anonymous() {
        anonymous.increment();
    }

    void joined(boolean hit) {
        (hit ? hits : misses).increment();
    }

    void refused(RejectionCode code) {
        refused.get(code).increment();
    }

}
