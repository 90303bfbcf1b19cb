package io.millrace.cep.match;

import io.millrace.cep.CepMeters;
import io.millrace.cep.event.EventLimits;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.event.PatternMessage.Candidate;
import io.millrace.cep.order.EventTime;
import io.millrace.cep.order.TenantTime;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.EventPlan.Group;
import io.millrace.result.LateEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes events in: moves the time of their tenant on, and gives them to the patterns that they concern, or sets them aside
 * where they are late. Belongs to one task.
 */
final class Intake {

    private static final String DIRECT = "";
    private static final int ITSELF = 0;

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final EventTime time;
    private final Matching matching;
    private final Consumer<Record<String, Object>> forward;

    Intake(ActivePatterns patterns, CepMeters meters, EventTime time, Matching matching,
            Consumer<Record<String, Object>> forward) {
        this.patterns = patterns;
        this.meters = meters;
        this.time = time;
        this.matching = matching;
        this.forward = forward;
    }

    /**
     * Takes an event where it came in, for the patterns per user.
     *
     * @param recordKey
     *            under which it came in; one of another key than its user may not be where the user's events are
     */
    void take(TenantStream tenant, IncomingEvent event, String recordKey, long wallMillis) {
        var groups = patterns.plan(event.eventType()).groups();
        var user = event.userId();
        boolean takesPart = !groups.isEmpty() && groups.getFirst().keyText().equals(DIRECT) && user != null
                && !user.isEmpty() && isFit(event, user, recordKey, groups);
        take(tenant, event, DIRECT, takesPart ? user : null, ITSELF, groups, wallMillis);
    }

    /** Takes an event that was sent here by its key. */
    void take(TenantStream tenant, Candidate candidate, long wallMillis) {
        var groups = patterns.plan(candidate.event().eventType()).groups();
        if (groups.stream().noneMatch(group -> group.keyText().equals(candidate.keyText()))) {
            meters.orphaned();
        }
        take(tenant, candidate.event(), candidate.keyText(), candidate.key(), candidate.sourcePartition(), groups,
                wallMillis);
    }

    private void take(TenantStream tenant, IncomingEvent event, String keyText, String key, int source,
            List<Group> groups, long wallMillis) {
        long before = tenant.time().watermark();
        time.observe(tenant.time(), source, event.timestampMillis(), wallMillis);
        if (key != null) {
            for (int i = 0; i < groups.size(); i++) {
                var group = groups.get(i);
                if (group.keyText().equals(keyText)) {
                    take(tenant, event, key, group, before);
                }
            }
        }
        if (tenant.time().watermark() != TenantTime.NONE) {
            matching.advance(tenant, tenant.time().watermark());
        }
    }

    private void take(TenantStream tenant, IncomingEvent event, String key, Group group, long watermark) {
        if (watermark != TenantTime.NONE && event.timestampMillis() + group.graceMillis() < watermark) {
            group.patterns().stream().filter(pattern -> !pattern.isReplaced()).forEach(
                    pattern -> late(event, pattern.name(), group.graceMillis(), watermark));
        } else {
            matching.offer(tenant, event, key, group);
        }
    }

    private boolean isFit(IncomingEvent event, String user, String recordKey, List<Group> groups) {
        var tooLarge = EventLimits.refusal(event, user);
        var reason = tooLarge == null && !user.equals(recordKey) ? "other_key" : tooLarge;
        if (reason != null) {
            groups.stream().filter(group -> group.keyText().equals(DIRECT)).flatMap(
                    group -> group.patterns().stream()).forEach(pattern -> meters.refused(pattern.name(), reason));
        }
        return reason == null;
    }

    private void late(IncomingEvent incoming, String pattern, long graceMillis, long watermarkMillis) {
        meters.late(pattern);
        var event = incoming.event();
        var late = new LateEvent("pattern/" + pattern,
                "it came more than its grace of %s behind the watermark".formatted(Duration.ofMillis(graceMillis)),
                event.tenantId(), event.timestamp(), Instant.ofEpochMilli(watermarkMillis),
                Map.of("event_id", event.eventId(), "event_type", event.eventType(), "data", event.data()));
        forward.accept(new Record<>(event.key(), late, incoming.timestampMillis()));
    }

}
