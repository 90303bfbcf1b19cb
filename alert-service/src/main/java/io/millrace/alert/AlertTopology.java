package io.millrace.alert;

import io.millrace.alert.rule.ActiveRules;
import io.millrace.alert.rule.EvaluateProcessor;
import io.millrace.alert.rule.Signal;
import io.millrace.result.Alert;
import io.millrace.result.Notification;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Turns windows and patterns into alerts.
 *
 * <pre>
 * metrics.windows -----.
 * patterns.matches -----+--> evaluate --> alerts
 * patterns.timeouts ---'     [alert-states, alert-history]  \-> notifications
 * </pre>
 *
 * The windows of a series and the matches of a key each meet in one partition, so that an alert's state needs no
 * repartitioning.
 */
public final class AlertTopology implements StreamsTopology {

    private final ActiveRules rules;
    private final AlertMeters meters;
    private final AlertProperties properties;

    public AlertTopology(ActiveRules rules, AlertMeters meters, AlertProperties properties) {
        this.rules = rules;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    public void addTo(StreamsBuilder builder) {
        var outcomes = evaluate(signals(builder));
        publish(outcomes, Alert.class, Topics.ALERTS, "alerts");
        publish(outcomes, Notification.class, Topics.NOTIFICATIONS, "notifications");
    }

    private KStream<String, Signal> signals(StreamsBuilder builder) {
        var windows = source(builder, Topics.METRICS_WINDOWS, "windows", Signal.OfWindow::new);
        var matches = source(builder, Topics.PATTERNS_MATCHES, "matches", Signal.OfMatch::new);
        var timeouts = source(builder, Topics.PATTERNS_TIMEOUTS, "timeouts", Signal.OfTimeout::new);
        return windows.merge(matches, Named.as("with-matches")).merge(timeouts, Named.as("with-timeouts"));
    }

    private <V> KStream<String, Signal> source(StreamsBuilder builder, Topic<String, V> topic, String name,
            Function<V, Signal> signal) {
        return builder.stream(topic.name(),
                Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name)).mapValues(signal::apply,
                        Named.as(name + "-signal"));
    }

    private KStream<String, Object> evaluate(KStream<String, Signal> signals) {
        return signals.process(EvaluateProcessor.supplier(rules, meters, properties), Named.as("evaluate"));
    }

    private <V> void publish(KStream<String, Object> outcomes, Class<V> type, Topic<String, V> topic, String name) {
        outcomes.filter((_, outcome) -> type.isInstance(outcome), Named.as(name + "-only")).mapValues(type::cast,
                Named.as("as-" + name)).to(topic.name(),
                        Produced.with(topic.keySerde(), topic.valueSerde()).withName("publish-" + name));
    }

}
