package io.millrace.runtime.reads;

/**
 * Names the topic whose partitions a service's readable stores follow; a service that has one as a bean answers internal
 * reads.
 *
 * @param topic
 *            source topic of the sub-topology that holds the stores
 */
public record ReadableTopic(String topic) {}
