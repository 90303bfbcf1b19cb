package io.millrace.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.result.AlertState;

/** The meters of the alert service. */
public final class AlertMeters {

    /** Windows judged by a threshold rule. */
    public static final String EVALUATIONS = "millrace.alert.evaluations";
    /** Transitions, by {@code state}. */
    public static final String TRANSITIONS = "millrace.alert.transitions";
    /** Notifications that a channel took, by {@code channel}. */
    public static final String DELIVERED = "millrace.alert.notifications.delivered";
    /** Attempts that a channel did not take and that are tried again, by {@code channel}. */
    public static final String RETRIED = "millrace.alert.notifications.retried";
    /** Notifications given up, by {@code channel}; they are still on the {@code notifications} topic. */
    public static final String FAILED = "millrace.alert.notifications.failed";

    private final MeterRegistry registry;
    private final Counter evaluations;

    public AlertMeters(MeterRegistry registry) {
        this.registry = registry;
        evaluations = registry.counter(EVALUATIONS);
    }

    public void evaluated() {
        evaluations.increment();
    }

    public void transition(AlertState state) {
        registry.counter(TRANSITIONS, "state", state.label()).increment();
    }

    public void delivered(String channel) {
        registry.counter(DELIVERED, "channel", channel).increment();
    }

    public void retried(String channel) {
        registry.counter(RETRIED, "channel", channel).increment();
    }

    public void failed(String channel) {
        registry.counter(FAILED, "channel", channel).increment();
    }

}
