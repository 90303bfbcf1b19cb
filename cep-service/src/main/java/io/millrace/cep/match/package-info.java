/**
 * Matching: events are put in the order of their times, applied to the open runs of their keys, and what comes of it is
 * published and kept.
 *
 * <p>
 * This package decides when an event or a deadline is due, what is late, how state is kept and when it goes. Its seam is
 * {@link io.millrace.cep.candidate.PatternMessage} coming in, {@link io.millrace.result.PatternMatch},
 * {@link io.millrace.result.PatternTimeout} and {@link io.millrace.result.LateEvent} going out, and
 * {@link io.millrace.cep.match.ResultStore} and {@link io.millrace.cep.match.OpenRuns} for reads. What a run does with an
 * event is decided in {@code io.millrace.pattern}.
 *
 * <p>
 * Every store is read and written at single keys while events flow; ranges are read at the start, for reads from outside
 * and by the sweeps only, since a scan over deleted keys is what makes RocksDB slow.
 */
package io.millrace.cep.match;
