package io.millrace.runtime.reads;

import java.util.List;

/**
 * What all instances of a service answered together.
 *
 * @param warnings
 *            which partitions are missing and why; empty when the answer is complete
 */
public record GatheredRows<T>(List<T> rows, List<String> warnings) {}
