/**
 * How Kafka Streams runs in a service: exactly once, with named internal topics, bounded memory, state that survives a
 * restart, and health that follows its state.
 */
package io.millrace.runtime.streams;
