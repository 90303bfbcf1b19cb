package io.millrace.alert.rule;

import io.millrace.alert.AlertMeters;
import io.millrace.alert.AlertProperties;
import io.millrace.alert.lifecycle.AlertInstance;
import io.millrace.alert.lifecycle.AlertLifecycle;
import io.millrace.alert.lifecycle.AlertStep;
import io.millrace.alert.lifecycle.Fingerprint;
import io.millrace.alert.lifecycle.Observation;
import io.millrace.expressions.rule.CompiledRule;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.Matched;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.Threshold;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.TimedOut;
import io.millrace.result.Alert;
import io.millrace.result.Notification;
import io.millrace.result.WindowResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Evaluates the rules on every signal, and clears alerts whose series have gone silent.
 *
 * <p>
 * Forwards {@link Alert} for each transition and {@link Notification} for each channel, under the alert's fingerprint.
 */
public final class EvaluateProcessor implements Processor<String, Signal, String, Object> {

    private final ActiveRules rules;
    private final AlertMeters meters;
    private final AlertProperties properties;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, byte[]> states;
    private KeyValueStore<Bytes, byte[]> history;

    private EvaluateProcessor(ActiveRules rules, AlertMeters meters, AlertProperties properties) {
        this.rules = rules;
        this.meters = meters;
        this.properties = properties;
    }

    /** A supplier that brings the processor's stores along. */
    public static ProcessorSupplier<String, Signal, String, Object> supplier(ActiveRules rules, AlertMeters meters,
            AlertProperties properties) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<String, Signal, String, Object> get() {
                return new EvaluateProcessor(rules, meters, properties);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(AlertStore.builder(), HistoryStore.builder());
            }

        };
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        states = context.getStateStore(AlertStore.NAME);
        history = context.getStateStore(HistoryStore.NAME);
        context.schedule(properties.checkInterval(), PunctuationType.WALL_CLOCK_TIME, this::clearSilent);
        context.schedule(properties.expiryInterval(), PunctuationType.WALL_CLOCK_TIME,
                wallMillis -> HistoryStore.expire(history, wallMillis - properties.historyRetention().toMillis()));
    }

    @Override
    public void process(Record<String, Signal> record) {
        long wallMillis = context.currentSystemTimeMs();
        switch (record.value()) {
            case Signal.OfWindow(var window) ->
                rules.watchingWindow(window.metric(), window.window()).forEach(rule -> judge(rule, window, wallMillis));
            case Signal.OfMatch(var match) -> rules.watchingMatches(match.pattern()).forEach(
                    rule -> held(rule, PatternObservations.of(match, wallMillis)));
            case Signal.OfTimeout(var timeout) -> rules.watchingTimeouts(timeout.pattern()).forEach(
                    rule -> held(rule, PatternObservations.of(timeout, wallMillis)));
        }
    }

    private void judge(CompiledRule rule, WindowResult window, long wallMillis) {
        var threshold = (Threshold) rule.condition();
        if (!threshold.dimensions().equals(window.group().keySet())) {
            return;
        }
        meters.evaluated();
        switch (WindowVerdict.of(threshold, window, wallMillis)) {
            case WindowVerdict.Holds(var seen) -> held(rule, seen);
            case WindowVerdict.DoesNotHold(var windowEnd, var reason) ->
                instance(rule, window).filter(instance -> windowEnd.isAfter(instance.lastHeldAt())).ifPresent(
                        instance -> cleared(instance, rule.cooldown(), rule.channels(), windowEnd, reason));
            case WindowVerdict.TooEarly() -> {
            }
        }
    }

    private Optional<AlertInstance> instance(CompiledRule rule, WindowResult window) {
        return AlertStore.find(states, Fingerprint.of(window.tenantId(), rule.name(), window.group())).filter(
                AlertInstance::isActive);
    }

    private void held(CompiledRule rule, Observation seen) {
        var fingerprint = Fingerprint.of(seen.tenantId(), rule.name(), seen.labels());
        apply(AlertLifecycle.held(rule, AlertStore.find(states, fingerprint), seen), rule.channels());
    }

    private void cleared(AlertInstance instance, Duration cooldown, List<String> channels, Instant at,
            String reason) {
        apply(AlertLifecycle.cleared(instance, cooldown, at, reason, context.currentSystemTimeMs()), channels);
    }

    private void apply(AlertStep step, List<String> channels) {
        AlertStore.put(states, step.after());
        step.transition().ifPresent(alert -> {
            meters.transition(alert.state());
            HistoryStore.put(history, alert, context.currentSystemTimeMs());
            forward(alert, alert);
            if (step.isNotified()) {
                channels.forEach(channel -> forward(alert, notification(alert, channel)));
            }
        });
    }

    private Notification notification(Alert alert, String channel) {
        var delivery = Fingerprint.of(alert.alertId() + "\n" + alert.state().label() + "\n" + channel);
        return new Notification(delivery, channel, alert, Instant.ofEpochMilli(context.currentSystemTimeMs()));
    }

    private void forward(Alert alert, Object result) {
        context.forward(new Record<>(alert.fingerprint(), result, alert.changedAt().toEpochMilli()));
    }

    private void clearSilent(long wallMillis) {
        var instances = new ArrayList<AlertInstance>();
        try (var entries = states.all()) {
            entries.forEachRemaining(entry -> instances.add(AlertStore.read(entry.value)));
        }
        for (var instance : instances) {
            var rule = rules.find(instance.alert().rule());
            if (instance.isActive()) {
                clearIfSilent(instance, rule, wallMillis);
            } else if (isForgettable(instance, rule, wallMillis)) {
                states.delete(instance.alert().fingerprint());
            }
        }
    }

    private void clearIfSilent(AlertInstance instance, Optional<CompiledRule> rule, long wallMillis) {
        if (rule.isEmpty()) {
            cleared(instance, Duration.ZERO, List.of(), instance.lastHeldAt(), "the rule was deleted");
            return;
        }
        var silence = silence(rule.get());
        if (wallMillis - instance.seenAtMillis() > silence.toMillis()) {
            cleared(instance, rule.get().cooldown(), rule.get().channels(), instance.lastHeldAt().plus(silence),
                    "nothing came for " + silence);
        }
    }

    /** How long a series may say nothing before its condition no longer holds. */
    private Duration silence(CompiledRule rule) {
        return switch (rule.condition()) {
            case Threshold threshold -> threshold.windowSize().plus(threshold.grace()).plus(properties.silenceSlack());
            case Matched _,TimedOut _ -> properties.patternHold();
        };
    }

    private static boolean isForgettable(AlertInstance instance, Optional<CompiledRule> rule, long wallMillis) {
        var keep = rule.map(CompiledRule::cooldown).orElse(Duration.ZERO);
        return wallMillis - instance.seenAtMillis() > keep.toMillis();
    }

}
