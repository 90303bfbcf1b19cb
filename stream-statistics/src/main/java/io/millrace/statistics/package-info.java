/**
 * Windows and panes of event time, and watermarks.
 *
 * <p>Decides which windows an event belongs to and how they are named, which panes the windows of a metric share, and
 * how far event time has come for a tenant when its events arrive over several source partitions. What is kept of the
 * events of a pane is in {@link io.millrace.statistics.aggregate}. Leaves to others where state is kept, when windows
 * are written out, what is done with late events and how grace is chosen. No Kafka, no Spring, no clock; whoever calls
 * passes the wall time in.
 */
package io.millrace.statistics;
