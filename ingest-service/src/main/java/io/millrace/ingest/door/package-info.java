/**
 * The HTTP door: one servlet that takes events in the shapes that senders have, and answers once the log has them.
 *
 * <p>
 * Decides who may send, how much, for which tenant, and what the answer is. Leaves what a valid event is to the event
 * model, and durability to the log.
 */
package io.millrace.ingest.door;
