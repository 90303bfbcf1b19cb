package io.millrace.runtime.reads;

import java.util.Set;

/**
 * An instance and the partitions whose state it holds.
 *
 * @param url
 *            {@code http://host:port}
 */
public record Owner(String url, Set<Integer> partitions) {}
