/**
 * The first phase: events are folded where they are, and only partial aggregates leave the partition, right before each
 * commit.
 *
 * <p>
 * Decides what an event adds to which series and pane, what metrics share (expressions, series), how many series a metric
 * may have, and which events may turn out to be late. Leaves windows, and what is late, to those who own the series.
 */
package io.millrace.metrics.fold;
