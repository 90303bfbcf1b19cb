/**
 * Profiles: what is known of a user, kept beside the user's events and joined into each of them.
 *
 * <p>
 * Decides how statements about a user are merged (each field on its own, the latest statement by event time), how large
 * a profile may be, and what of it an event carries. Leaves to the topology that the events of a user meet in one
 * partition, and to the event model what a valid event is.
 */
package io.millrace.ingest.profile;
