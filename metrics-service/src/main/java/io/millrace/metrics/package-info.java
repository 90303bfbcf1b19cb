/**
 * Windowed metrics over the normalised events.
 *
 * <p>
 * Decides which event contributes to which windows, when a window is closed, and what is late. Leaves what is an event
 * to the ingest service, alerting to the alert service, and the merging of instances to whoever asks.
 */
package io.millrace.metrics;
