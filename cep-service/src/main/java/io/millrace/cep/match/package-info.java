/**
 * Matching: events that are due are given to the open runs of their keys, deadlines that have passed end runs, and what
 * comes of it is published and kept.
 *
 * <p>
 * This package decides in what order that happens and what is late; it is the meeting point of {@code order},
 * {@code state}, {@code result} and {@code explain}. What a run does with an event is decided in
 * {@code io.millrace.pattern}.
 */
package io.millrace.cep.match;
