/**
 * What travels from the partitions of events to the partitions of series: partial aggregates, and how far event time has
 * come.
 */
package io.millrace.metrics.partial;
