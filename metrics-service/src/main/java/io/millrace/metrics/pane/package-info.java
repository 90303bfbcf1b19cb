/**
 * Panes: the aggregates of series over short stretches of event time, of which all windows are made.
 *
 * <p>
 * Decides how panes are kept: live objects in memory, written behind at each commit, read back when they are needed
 * again. Leaves to others which panes make a window and when it is closed.
 */
package io.millrace.metrics.pane;
