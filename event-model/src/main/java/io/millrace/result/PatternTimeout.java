package io.millrace.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A pattern that began and ran out of time.
 *
 * @param matchId
 *            the same for the same events, however often they are replayed
 * @param deadline
 *            when it ran out of time: the first instant at which it could no longer match
 * @param waitingFor
 *            the variable that did not come
 * @param events
 *            variable to the events taken until then
 */
public record PatternTimeout(String matchId, String pattern, long version, String tenantId, String key, Instant start,
        Instant deadline, String waitingFor, Map<String, List<CapturedEvent>> events) {}
