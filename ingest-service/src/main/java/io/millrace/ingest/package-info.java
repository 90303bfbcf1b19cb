/**
 * The way in: an HTTP door that answers once the broker has the events, and a topology that turns whatever stands on
 * {@code events.raw} into the normalised, duplicate-free stream {@code events}.
 *
 * <p>
 * Decides whose event it is, whether it can be taken, and where it meets the others of its key. Leaves enrichment,
 * metrics and patterns to those that read {@code events}.
 */
package io.millrace.ingest;
