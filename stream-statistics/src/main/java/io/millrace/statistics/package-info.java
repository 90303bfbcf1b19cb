/**
 * Windows of event time, mergeable aggregates and watermarks: the arithmetic of a live metric.
 *
 * <p>Decides which windows an event belongs to and how they are named, how values are folded, merged and stored
 * without losing cents, and how far event time has come for a tenant when its events arrive over several source
 * partitions. Leaves to others where state is kept, when windows are written out, what is done with late events and
 * how grace is chosen. Pure JDK: no Kafka, no Spring, no clock; whoever calls passes the wall time in.
 */
package io.millrace.statistics;
