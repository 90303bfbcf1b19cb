package io.millrace.runtime.reads;

import java.util.List;

/**
 * Names the topics whose partitions a service's readable stores follow; a service that has this as a bean answers internal
 * reads.
 *
 * <p>
 * Where there are several, all with as many partitions as {@code events}, their partitions are numbered through: those of
 * the first topic come first, then those of the second.
 *
 * @param topics
 *            source topics of the sub-topologies that hold the stores; or the ends of their names, behind a hyphen
 */
public record ReadableTopic(List<String> topics) {

    public ReadableTopic {
        topics = List.copyOf(topics);
    }

    /** The only topic of a service. */
    public ReadableTopic(String topic) {
        this(List.of(topic));
    }

}
