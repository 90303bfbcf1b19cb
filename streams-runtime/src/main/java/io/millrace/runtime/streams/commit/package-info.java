/**
 * Work that must be done right before a commit: handing on what was folded in memory, writing what was changed in memory.
 *
 * <p>
 * Decides when that work runs, and under which processor; what the work is belongs to the processor. The only package
 * that uses internals of Kafka Streams: its public API has no such moment.
 */
package io.millrace.runtime.streams.commit;
