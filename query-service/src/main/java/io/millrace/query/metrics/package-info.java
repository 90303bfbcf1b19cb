/**
 * Native reads of metrics: windows, ranges, roll-ups, comparisons and ratios.
 *
 * <p>
 * Decides from what an answer over other dimensions or times is made, and merges, divides and compares what is kept. Leaves
 * counting, keeping and closing windows to the metrics service.
 */
package io.millrace.query.metrics;
