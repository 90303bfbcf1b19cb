/**
 * The automaton of a pattern: a non-deterministic one with edges that take an event, pass it over, or lead on without
 * one, as in Flink CEP, whose semantics it reproduces; with alternation and any order beside. Compiled from the syntax
 * tree, and from then on a table of what runs in a state do on an event, by the conditions that the event fits.
 *
 * <p>Decides what follows from an event for a run in a state. Knows nothing of events, conditions and runs themselves:
 * those belong to {@link io.millrace.pattern}.
 */
package io.millrace.pattern.automaton;
