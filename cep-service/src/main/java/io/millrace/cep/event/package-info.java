/**
 * Events on their way to patterns: how much of an event is read before a pattern is known to be concerned, what travels
 * between the two halves of the topology, and the form of events in stored runs: their JSON, packed.
 *
 * <p>
 * Which pattern is concerned is decided in {@link io.millrace.cep.pattern}, and used in {@link io.millrace.cep.select}.
 */
package io.millrace.cep.event;
