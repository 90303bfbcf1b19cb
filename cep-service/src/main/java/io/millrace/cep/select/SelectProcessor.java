package io.millrace.cep.select;

import io.millrace.cep.CepMeters;
import io.millrace.cep.CepProperties;
import io.millrace.cep.event.EventLimits;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.event.PatternMessage;
import io.millrace.cep.event.PatternMessage.Candidate;
import io.millrace.cep.event.PatternMessage.Heartbeat;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.EventPlan;
import io.millrace.cep.pattern.EventPlan.Key;
import io.millrace.event.JsonSyntaxException;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.Variables;
import io.millrace.result.RejectedEvent;
import io.millrace.statistics.SourceProgress;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads events as far as the patterns need them: the head of each, the whole only of those that concern a pattern. Hands
 * all on to the matching at this place, sends those that concern patterns with another key to where that is, and reports
 * how far its partition has come.
 *
 * <p>
 * Forwards {@link PatternMessage}, and {@link RejectedEvent} for bytes that are no event. An event without a pattern's key
 * does not take part in it. Neither does, and is counted, one whose key fails or is too long, or that is too large
 * ({@link EventLimits}).
 */
public final class SelectProcessor implements Processor<String, byte[], String, Object> {

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final CepProperties properties;
    private ProcessorContext<String, Object> context;
    private SourceProgress progress;
    private IncomingEvent latest;
    private long latestReadMillis;

    public SelectProcessor(ActivePatterns patterns, CepMeters meters, CepProperties properties) {
        this.patterns = patterns;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        progress = new SourceProgress(properties.idleTimeout());
        context.schedule(properties.heartbeatInterval(), PunctuationType.WALL_CLOCK_TIME, this::heartbeat);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        meters.eventRead();
        IncomingEvent event;
        EventPlan plan;
        try {
            event = IncomingEvent.of(record.value(), record.timestamp());
            plan = patterns.plan(event.eventType());
            if (!plan.groups().isEmpty()) {
                event.requireReadable();
            }
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            reject(record, e);
            return;
        }
        latest = event;
        latestReadMillis = context.currentSystemTimeMs();
        progress.observe(event.tenantId(), event.timestampMillis(), latestReadMillis);
        if (plan.keys().isEmpty()) {
            context.forward(record.withValue(event));
        } else {
            // Once it is handed on, the event belongs to the matching.
            var fields = Variables.of(event.event());
            context.forward(record.withValue(event));
            for (var key : plan.keys()) {
                send(record, event, key, value(fields, key));
            }
        }
    }

    private void send(Record<String, byte[]> record, IncomingEvent event, Key key, String value) {
        if (value.isEmpty()) {
            return;
        }
        var reason = EventLimits.refusal(event, value);
        if (reason != null) {
            meters.refused(key.definition(), reason);
            return;
        }
        var candidate = new Candidate(context.taskId().partition(), key.text(), value, event);
        context.forward(record.withKey(candidate.recordKey()).withValue(candidate));
    }

    private String value(Variables fields, Key key) {
        try {
            return key.expression().label(fields);
        } catch (EvaluationException _) {
            meters.expressionFailed(key.definition());
            return "";
        }
    }

    private void reject(Record<String, byte[]> record, Exception failure) {
        var place = context.recordMetadata().orElseThrow();
        var rejection = RejectedEvent.ofUnreadable(failure, record.value(), place.topic(), place.partition(),
                place.offset(), Instant.ofEpochMilli(record.timestamp()));
        context.forward(record.withValue(rejection));
    }

    private void heartbeat(long wallMillis) {
        noteArrival();
        if (progress.isBehind()) {
            return;
        }
        var heartbeat = new Heartbeat(context.taskId().partition(), progress.report(wallMillis));
        context.forward(new Record<>("", heartbeat, wallMillis));
    }

    private void noteArrival() {
        if (latest == null) {
            return;
        }
        try {
            progress.latestArrived(latest.readReceivedMillis(), latestReadMillis);
        } catch (JsonSyntaxException | IllegalArgumentException _) {
            // Its head could be read; when it came in stays unknown.
            latest = null;
        }
    }

}
