package io.millrace.result;

import java.time.Instant;
import java.util.Map;

/**
 * One alert of a rule (one per label set) after a transition; the topic {@code alerts} is the history of all of them.
 *
 * @param alertId
 *            the same through the life of one alert: from the rule, tenant and labels and the time it began
 * @param fingerprint
 *            hash of tenant, rule and labels: the same for every alert of this series
 * @param state
 *            where it stands now
 * @param startedAt
 *            event time from which the condition has held
 * @param changedAt
 *            event time of this transition
 * @param value
 *            the value that was compared; null for pattern rules
 * @param threshold
 *            what it was compared with; null for pattern rules
 * @param reason
 *            why it changed, for people
 * @param suppressed
 *            whether it is not notified, because the series is in its cooldown
 */
public record Alert(String alertId, String fingerprint, String rule, long ruleVersion, String severity,
        String tenantId, AlertState state, Map<String, String> labels, Double value, Double threshold, String message,
        String reason, boolean suppressed, Instant startedAt, Instant changedAt) {}
