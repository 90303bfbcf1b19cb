/** What events contribute to metrics, and how far their partitions have come: found where the events are, sent to where the series are. */
package io.millrace.metrics.contribution;
