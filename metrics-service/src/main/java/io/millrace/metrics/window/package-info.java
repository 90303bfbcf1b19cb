/**
 * The second phase: partial aggregates become windows.
 *
 * <p>
 * Decides which panes make a window, when it is closed, what is late, and what is published. Its seam is
 * {@link io.millrace.metrics.partial.PartialBatch} coming in, {@link io.millrace.result.WindowResult} going out, and
 * {@link io.millrace.metrics.window.WindowReads} for reads.
 */
package io.millrace.metrics.window;
