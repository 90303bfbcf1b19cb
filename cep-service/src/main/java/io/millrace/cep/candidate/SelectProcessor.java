package io.millrace.cep.candidate;

import io.millrace.cep.ActivePattern;
import io.millrace.cep.ActivePatterns;
import io.millrace.cep.CepMeters;
import io.millrace.cep.CepProperties;
import io.millrace.cep.candidate.PatternMessage.Candidate;
import io.millrace.cep.candidate.PatternMessage.Heartbeat;
import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.Variables;
import io.millrace.statistics.SourceProgress;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Finds which patterns an event can matter to and under which key, and reports how far its partition has come.
 *
 * <p>
 * An event without the pattern's key does not take part in that pattern. Neither does, and is counted, an event whose key
 * fails or is longer than {@value #MAX_KEY_LENGTH} characters, or whose JSON is larger than {@value #MAX_EVENT_BYTES}
 * bytes.
 */
public final class SelectProcessor implements Processor<String, Event, String, PatternMessage> {

    /** Longer keys are refused: cut ones would mix up what belongs apart. */
    static final int MAX_KEY_LENGTH = 512;
    /** Larger events are refused: a few of them would make a match that no topic takes. */
    static final int MAX_EVENT_BYTES = 128 * 1024;

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final CepProperties properties;
    private ProcessorContext<String, PatternMessage> context;
    private SourceProgress progress;

    public SelectProcessor(ActivePatterns patterns, CepMeters meters, CepProperties properties) {
        this.patterns = patterns;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    public void init(ProcessorContext<String, PatternMessage> context) {
        this.context = context;
        progress = new SourceProgress(properties.idleTimeout());
        context.schedule(properties.heartbeatInterval(), PunctuationType.WALL_CLOCK_TIME, this::heartbeat);
    }

    @Override
    public void process(Record<String, Event> record) {
        var event = record.value();
        meters.eventRead();
        progress.observe(event.tenantId(), event.timestampMillis(), event.receivedMillis(),
                context.currentSystemTimeMs());
        byte[] json = null;
        for (var pattern : patterns.concerning(event)) {
            var key = key(pattern, event);
            if (key.isPresent()) {
                json = json == null ? EventJson.write(event) : json;
                send(record, pattern, key.get(), json);
            }
        }
    }

    private Optional<String> key(ActivePattern pattern, Event event) {
        try {
            var key = pattern.behaviour().key().label(Variables.of(event));
            if (key.length() > MAX_KEY_LENGTH) {
                meters.refused(pattern.name(), "key_too_long");
                return Optional.empty();
            }
            return key.isEmpty() ? Optional.empty() : Optional.of(key);
        } catch (EvaluationException _) {
            meters.expressionFailed(pattern.name());
            return Optional.empty();
        }
    }

    private void send(Record<String, Event> record, ActivePattern pattern, String key, byte[] json) {
        if (json.length > MAX_EVENT_BYTES) {
            meters.refused(pattern.name(), "event_too_large");
            return;
        }
        var event = record.value();
        var candidate = new Candidate(context.taskId().partition(), pattern.name(), pattern.version(),
                event.tenantId(), key, event.timestampMillis(), json);
        context.forward(record.withKey(candidate.recordKey()).withValue(candidate));
    }

    private void heartbeat(long wallMillis) {
        if (progress.isBehind()) {
            return;
        }
        var heartbeat = new Heartbeat(context.taskId().partition(), progress.report(wallMillis));
        context.forward(new Record<>("", heartbeat, wallMillis));
    }

}
