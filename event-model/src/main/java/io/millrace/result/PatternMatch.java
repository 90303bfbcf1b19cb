package io.millrace.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A completed pattern.
 *
 * @param matchId
 *            the same for the same events, however often they are replayed
 * @param key
 *            the value that the pattern is matched per
 * @param start
 *            time of the first event
 * @param end
 *            time of the last event (or the deadline, where the pattern ends with an absence)
 * @param events
 *            variable to the events that it took
 * @param measures
 *            the pattern's measures; one that is undefined for this match is absent
 */
public record PatternMatch(String matchId, String pattern, long version, String tenantId, String key, Instant start,
        Instant end, Map<String, List<CapturedEvent>> events, Map<String, Object> measures) {}
