/**
 * The event, how it is read from what senders write, and its JSON.
 *
 * <p>
 * Decides what a valid event is and what a sender's shorthand means (defaults, normalised names, epoch timestamps).
 * Leaves tenancy, duplicates and enrichment to the ingest service.
 */
package io.millrace.event;
