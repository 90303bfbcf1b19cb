/** The DSL of Kafka Streams: windows by {@code TimeWindows}, one update of the store per event and window. */
package io.millrace.benchmarks.windows.dsl;
