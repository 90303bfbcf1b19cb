package io.millrace.metrics.contribution;

import io.millrace.event.Event;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.Variables;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.MetricsProperties;
import io.millrace.metrics.contribution.SeriesMessage.Contribution;
import io.millrace.metrics.contribution.SeriesMessage.Heartbeat;
import io.millrace.statistics.SourceProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Finds what each event contributes to which series, and reports how far its partition has come.
 *
 * <p>
 * An expression that fails on an event keeps that event out of that metric and is counted.
 */
public final class ContributeProcessor implements Processor<String, Event, String, SeriesMessage> {

    private final ActiveMetrics metrics;
    private final MetricsMeters meters;
    private final MetricsProperties properties;
    private ProcessorContext<String, SeriesMessage> context;
    private SourceProgress progress;

    public ContributeProcessor(ActiveMetrics metrics, MetricsMeters meters, MetricsProperties properties) {
        this.metrics = metrics;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    public void init(ProcessorContext<String, SeriesMessage> context) {
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
        var variables = Variables.of(event);
        for (var metric : metrics.concerning(event.eventType())) {
            try {
                if (metric.takes(event, variables)) {
                    var contribution = contribution(metric, event, variables);
                    context.forward(record.withKey(SeriesKey.of(contribution)).withValue(contribution));
                }
            } catch (EvaluationException _) {
                meters.expressionFailed(metric.name());
            }
        }
    }

    private Contribution contribution(CompiledMetric metric, Event event, Variables variables) {
        var distinct = metric.distinctOf().stream().map(of -> LabelText.bounded(of.label(variables))).toList();
        return new Contribution(context.taskId().partition(), metric.name(), metric.version(), event.tenantId(),
                bounded(metric.groupOf(variables)), event.timestampMillis(), metric.valueOf(variables), distinct,
                event.key(), event.eventId(), event.eventType());
    }

    private static Map<String, String> bounded(Map<String, String> group) {
        if (group.isEmpty()) {
            return group;
        }
        var bounded = new LinkedHashMap<String, String>();
        group.forEach((dimension, label) -> bounded.put(dimension, LabelText.bounded(label)));
        return bounded;
    }

    private void heartbeat(long wallMillis) {
        if (progress.isBehind()) {
            return;
        }
        var heartbeat = new Heartbeat(context.taskId().partition(), progress.report(wallMillis));
        context.forward(new Record<>("", heartbeat, wallMillis));
    }

}
