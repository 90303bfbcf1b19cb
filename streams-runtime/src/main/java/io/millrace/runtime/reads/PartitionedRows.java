package io.millrace.runtime.reads;

import java.util.List;
import java.util.Map;

/**
 * An instance's answer to an internal read.
 *
 * @param rows
 *            what was found in the partitions that it holds
 * @param unavailable
 *            partition to the reason why it could not be read here
 */
public record PartitionedRows<T>(List<T> rows, Map<Integer, String> unavailable) {}
