/**
 * From {@code events.raw} to {@code events}: every record is either a normalised event, a rejection with its reason and
 * bytes, or a counted duplicate.
 *
 * <p>
 * Decides in which partition the events of a key meet and how long an id is remembered. Leaves what a valid event is to
 * the event model.
 */
package io.millrace.ingest.topology;
