/** Millrace: the topology of the metrics service under the service's own settings of Kafka Streams. */
package io.millrace.benchmarks.windows.millrace;
