package io.millrace.query;

import io.millrace.runtime.reads.ServiceReader;
import io.millrace.runtime.topics.EventPartitions;

/** Readers of the services that own the state. */
public record ServiceReaders(ServiceReader metrics, ServiceReader cep, ServiceReader alert) {

    private static final int CEP_HALVES = 2;

    /**
     * How many partitions the cep service has: those of patterns per user, which are numbered first, and as many of patterns
     * by another key.
     */
    public static int cepPartitions(EventPartitions events) {
        return events.count() * CEP_HALVES;
    }

}
