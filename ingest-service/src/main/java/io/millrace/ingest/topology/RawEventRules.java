package io.millrace.ingest.topology;

/**
 * What holds for records of {@code events.raw}.
 *
 * @param partitions
 *            in how many partitions events meet by key
 * @param defaultTenant
 *            tenant of events that name none
 * @param maxEventBytes
 *            size of the largest event that is taken
 */
record RawEventRules(int partitions, String defaultTenant, int maxEventBytes) {}
