package io.millrace.alert.lifecycle;

import io.millrace.expressions.rule.CompiledRule;
import io.millrace.result.Alert;
import io.millrace.result.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The transitions of an alert.
 *
 * <pre>
 *             held                    held for long enough
 * (nothing) --------> pending ---------------------------> firing
 *     ^                  | cleared                           | cleared
 *     '---- inactive <---'             resolved <------------'
 * </pre>
 *
 * <p>
 * A rule without a {@code for} skips pending. A firing within the cooldown after a resolution is recorded but not
 * notified, and neither is its own resolution. All of it goes by event time, so that a replay gives the same history.
 */
public final class AlertLifecycle {

    private AlertLifecycle() {}

    /** The condition holds. */
    public static AlertStep held(CompiledRule rule, Optional<AlertInstance> before, Observation seen) {
        var active = before.filter(AlertInstance::isActive);
        if (active.isEmpty()) {
            return begun(rule, before, seen);
        }
        var instance = active.get();
        var heldAt = later(instance.lastHeldAt(), seen.heldAt());
        if (instance.is(AlertState.PENDING)
                && heldLongEnough(rule, instance.alert().startedAt(), heldAt)) {
            return fired(rule, instance.alert().startedAt(), heldAt, instance.quietUntil(), seen);
        }
        var current = alert(rule, seen, instance.alert().state(), instance.alert().startedAt(),
                instance.alert().changedAt(), instance.alert().suppressed(), instance.alert().reason());
        return new AlertStep(new AlertInstance(current, heldAt, instance.quietUntil(), seen.wallMillis()),
                Optional.empty(), false);
    }

    /** The condition no longer holds, as of event time {@code at}; nothing happens to an alert that is not active. */
    public static AlertStep cleared(AlertInstance before, Duration cooldown, Instant at, String reason,
            long wallMillis) {
        if (!before.isActive()) {
            return new AlertStep(before, Optional.empty(), false);
        }
        boolean fired = before.is(AlertState.FIRING);
        var alert = changed(before.alert(), fired ? AlertState.RESOLVED : AlertState.INACTIVE, at, reason);
        boolean notified = fired && !alert.suppressed();
        var quietUntil = notified && !cooldown.isZero() ? at.plus(cooldown) : before.quietUntil();
        return new AlertStep(new AlertInstance(alert, before.lastHeldAt(), quietUntil, wallMillis),
                Optional.of(alert), notified);
    }

    private static AlertStep begun(CompiledRule rule, Optional<AlertInstance> before, Observation seen) {
        var quietUntil = before.map(AlertInstance::quietUntil).orElse(null);
        if (rule.holdFor().isZero()) {
            return fired(rule, seen.heldAt(), seen.heldAt(), quietUntil, seen);
        }
        var pending = alert(rule, seen, AlertState.PENDING, seen.heldAt(), seen.changedAt(), false,
                "the condition holds; it fires after " + rule.holdFor());
        return new AlertStep(new AlertInstance(pending, seen.heldAt(), quietUntil, seen.wallMillis()),
                Optional.of(pending), false);
    }

    private static AlertStep fired(CompiledRule rule, Instant startedAt, Instant heldAt, Instant quietUntil,
            Observation seen) {
        boolean suppressed = quietUntil != null && heldAt.isBefore(quietUntil);
        var reason = suppressed
                ? "the condition holds; quiet until " + quietUntil + " after the last firing"
                : "the condition holds";
        var firing = alert(rule, seen, AlertState.FIRING, startedAt, seen.changedAt(), suppressed, reason);
        return new AlertStep(new AlertInstance(firing, heldAt, quietUntil, seen.wallMillis()), Optional.of(firing),
                !suppressed);
    }

    private static boolean heldLongEnough(CompiledRule rule, Instant startedAt, Instant heldAt) {
        return Duration.between(startedAt, heldAt).compareTo(rule.holdFor()) >= 0;
    }

    private static Alert alert(CompiledRule rule, Observation seen, AlertState state, Instant startedAt,
            Instant changedAt, boolean suppressed, String reason) {
        var fingerprint = Fingerprint.of(seen.tenantId(), rule.name(), seen.labels());
        var texts = new LinkedHashMap<>(seen.texts());
        texts.put("rule", rule.name());
        texts.put("severity", rule.severity());
        texts.put("tenant", seen.tenantId());
        return new Alert(Fingerprint.of(fingerprint + "\n" + startedAt), fingerprint, rule.name(), rule.version(),
                rule.severity(), seen.tenantId(), state, seen.labels(), seen.value(), seen.threshold(),
                rule.message().fill(texts), reason, suppressed, startedAt, changedAt);
    }

    private static Alert changed(Alert alert, AlertState state, Instant at, String reason) {
        return new Alert(alert.alertId(), alert.fingerprint(), alert.rule(), alert.ruleVersion(), alert.severity(),
                alert.tenantId(), state, alert.labels(), alert.value(), alert.threshold(), alert.message(), reason,
                alert.suppressed(), alert.startedAt(), at);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

}
