package io.millrace.alert.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.expressions.rule.Comparison;
import io.millrace.expressions.rule.CompiledRule;
import io.millrace.expressions.rule.CompiledRule.RuleCondition.Threshold;
import io.millrace.expressions.rule.MessageTemplate;
import io.millrace.result.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertLifecycleTest {

    private static final Instant START = Instant.parse("2024-01-01T10:00:00Z");

    @Test
    void shouldFireAtOnceWithoutAFor() {
        var step = AlertLifecycle.held(rule(Duration.ZERO, Duration.ZERO), Optional.empty(), seen(0));

        assertThat(step.transition()).hasValueSatisfying(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.FIRING);
            assertThat(alert.message()).isEqualTo("cart has 7 errors (critical)");
        });
        assertThat(step.isNotified()).isTrue();
    }

    @Test
    void shouldBePendingUntilTheConditionHasHeldForLongEnough() {
        var rule = rule(Duration.ofMinutes(2), Duration.ZERO);
        var first = AlertLifecycle.held(rule, Optional.empty(), seen(0));
        var second = AlertLifecycle.held(rule, Optional.of(first.after()), seen(1));
        var third = AlertLifecycle.held(rule, Optional.of(second.after()), seen(2));

        assertThat(first.transition()).map(alert -> alert.state()).contains(AlertState.PENDING);
        assertThat(first.isNotified()).isFalse();
        assertThat(second.transition()).isEmpty();
        assertThat(third.transition()).hasValueSatisfying(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.FIRING);
            assertThat(alert.startedAt()).isEqualTo(START);
        });
        assertThat(third.isNotified()).isTrue();
    }

    @Test
    void shouldBecomeInactiveQuietlyWhenItClearsBeforeFiring() {
        var pending = AlertLifecycle.held(rule(Duration.ofMinutes(2), Duration.ZERO), Optional.empty(), seen(0));

        var cleared = AlertLifecycle.cleared(pending.after(), Duration.ZERO, at(1), "it is over", 0);

        assertThat(cleared.transition()).map(alert -> alert.state()).contains(AlertState.INACTIVE);
        assertThat(cleared.isNotified()).isFalse();
    }

    @Test
    void shouldNotRepeatATransitionWhileFiring() {
        var rule = rule(Duration.ZERO, Duration.ZERO);
        var fired = AlertLifecycle.held(rule, Optional.empty(), seen(0));

        var again = AlertLifecycle.held(rule, Optional.of(fired.after()), seen(1));

        assertThat(again.transition()).isEmpty();
        assertThat(again.isNotified()).isFalse();
        assertThat(again.after().lastHeldAt()).isEqualTo(at(1));
    }

    @Test
    void shouldResolveWithTheSameIdAndNotify() {
        var fired = AlertLifecycle.held(rule(Duration.ZERO, Duration.ZERO), Optional.empty(), seen(0));

        var resolved = AlertLifecycle.cleared(fired.after(), Duration.ZERO, at(3), "it is over", 0);

        assertThat(resolved.transition()).hasValueSatisfying(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(alert.alertId()).isEqualTo(fired.transition().orElseThrow().alertId());
            assertThat(alert.changedAt()).isEqualTo(at(3));
        });
        assertThat(resolved.isNotified()).isTrue();
    }

    @Test
    void shouldResolveOnlyOnce() {
        var fired = AlertLifecycle.held(rule(Duration.ZERO, Duration.ZERO), Optional.empty(), seen(0));
        var resolved = AlertLifecycle.cleared(fired.after(), Duration.ZERO, at(3), "it is over", 0);

        var again = AlertLifecycle.cleared(resolved.after(), Duration.ZERO, at(4), "it is over", 0);

        assertThat(again.transition()).isEmpty();
    }

    @Test
    void shouldRecordButNotNotifyAFiringWithinTheCooldown() {
        var rule = rule(Duration.ZERO, Duration.ofMinutes(10));
        var fired = AlertLifecycle.held(rule, Optional.empty(), seen(0));
        var resolved = AlertLifecycle.cleared(fired.after(), rule.cooldown(), at(3), "it is over", 0);

        var quiet = AlertLifecycle.held(rule, Optional.of(resolved.after()), seen(5));
        var quietEnd = AlertLifecycle.cleared(quiet.after(), rule.cooldown(), at(6), "it is over", 0);
        var loud = AlertLifecycle.held(rule, Optional.of(quietEnd.after()), seen(13));

        assertThat(quiet.transition()).hasValueSatisfying(alert -> assertThat(alert.suppressed()).isTrue());
        assertThat(quiet.isNotified()).isFalse();
        assertThat(quietEnd.isNotified()).isFalse();
        assertThat(loud.transition()).hasValueSatisfying(alert -> assertThat(alert.suppressed()).isFalse());
        assertThat(loud.isNotified()).isTrue();
    }

    private static CompiledRule rule(Duration holdFor, Duration cooldown) {
        var condition = new Threshold("errors", "1m", Set.of("service"), Duration.ofMinutes(1), Duration.ZERO, "count",
                Comparison.GREATER, 5);
        return new CompiledRule("many-errors", 1, "critical", condition, holdFor, cooldown,
                new MessageTemplate("{{service}} has {{ value }} errors ({{severity}})"), List.of("ops"));
    }

    private static Observation seen(int minute) {
        return new Observation("t1", Map.of("service", "cart"), 7.0, 5.0, at(minute), at(minute),
                Map.of("service", "cart", "value", "7"), 0);
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

}
