package io.millrace.metrics.partial;

import io.millrace.statistics.SourceStatus;
import java.util.List;
import java.util.Map;

/**
 * What one partition of {@code events} folded since its last commit, for one partition of series, and how far it has
 * come. The cells come first: time moves on when all that was folded up to it has arrived.
 *
 * @param sourcePartition
 *            the partition of {@code events}
 * @param cells
 *            partial aggregates of series
 * @param observed
 *            tenant to the latest event time read since the last batch; empty when more cells of the same commit follow
 * @param heartbeat
 *            tenant to how far the partition has come, at the interval of heartbeats; null between them
 */
public record PartialBatch(int sourcePartition, List<PartialCell> cells, Map<String, Long> observed,
        Map<String, SourceStatus> heartbeat) {}
