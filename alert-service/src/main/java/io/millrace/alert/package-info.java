/**
 * Alert rules over windows of metrics and over patterns.
 *
 * <p>
 * Decides when an alert is pending, fires and is resolved, and whom to notify. Leaves measuring and matching to the
 * services before it.
 */
package io.millrace.alert;
