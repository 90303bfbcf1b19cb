package io.millrace.metrics.window;

import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.partial.EventReference;
import io.millrace.metrics.partial.PartialCell;
import io.millrace.result.LateEvent;
import io.millrace.statistics.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Counts what came too late and keeps which events those were. Belongs to one task. */
final class Lateness {

    private final MetricsMeters meters;
    private final BiConsumer<String, LateEvent> receiver;

    /**
     * @param receiver
     *            takes the record key of the event and what is known of it
     */
    Lateness(MetricsMeters meters, BiConsumer<String, LateEvent> receiver) {
        this.meters = meters;
        this.receiver = receiver;
    }

    /**
     * Keeps the events of a late cell. Those of roll-ups are the same events, and are kept once.
     *
     * @param windows
     *            names of the windows that they came too late for
     */
    void keep(PartialCell cell, String windows, Duration grace, OptionalLong watermark) {
        if (cell.series().grouping() > 0) {
            return;
        }
        var reason = "its window %s had closed %s after its end".formatted(windows, DurationText.format(grace));
        meters.late(cell.series().metric(), cell.state().count());
        cell.references().forEach(reference -> receiver.accept(reference.key(),
                late(cell, reason, reference.timestampMillis(), watermark, known(reference))));
        long unknown = cell.state().count() - cell.references().size();
        if (unknown > 0) {
            receiver.accept(cell.series().group(), late(cell, reason, cell.state().lastEventMillis(), watermark,
                    Map.of("events", unknown, "group", cell.series().group())));
        }
    }

    private static Map<String, Object> known(EventReference reference) {
        var known = new LinkedHashMap<String, Object>();
        known.put("event_id", reference.id());
        known.put("event_type", reference.type());
        return known;
    }

    private static LateEvent late(PartialCell cell, String reason, long timestampMillis, OptionalLong watermark,
            Map<String, Object> event) {
        return new LateEvent("metric/" + cell.series().metric(), reason, cell.series().tenantId(),
                Instant.ofEpochMilli(timestampMillis),
                watermark.isPresent() ? Instant.ofEpochMilli(watermark.getAsLong()) : null, event);
    }

}
