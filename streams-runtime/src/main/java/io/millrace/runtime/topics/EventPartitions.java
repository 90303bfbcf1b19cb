package io.millrace.runtime.topics;

/** How many partitions {@code events} has, which is also how many its like-partitioned topics have. */
@FunctionalInterface
public interface EventPartitions {

    /** The number of partitions, at least 1; asks the broker once. */
    int count();

}
