package io.millrace.statistics;

/**
 * How far one source partition has come with one tenant.
 *
 * @param maxEventTimeMillis the latest event time seen there
 * @param idle whether the partition was alive and had no event of the tenant for the idle timeout
 */
public record SourceStatus(long maxEventTimeMillis, boolean idle) {}
