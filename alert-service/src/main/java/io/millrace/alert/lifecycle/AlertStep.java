package io.millrace.alert.lifecycle;

import io.millrace.result.Alert;
import java.util.Optional;

/**
 * What an observation did to an alert.
 *
 * @param after
 *            what to keep
 * @param transition
 *            the alert as it is now, when its state changed
 * @param isNotified
 *            whether the transition is to be sent to the rule's channels
 */
public record AlertStep(AlertInstance after, Optional<Alert> transition, boolean isNotified) {}
