package io.millrace.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A pattern that has begun and can still be completed.
 *
 * @param key
 *            the value that the pattern is matched per
 * @param waitingFor
 *            the variable that comes next
 * @param start
 *            time of the first event
 * @param deadline
 *            the first instant at which it can no longer match; null without a limit of time
 * @param events
 *            variable to the events taken so far
 */
public record OpenRun(String pattern, long version, String tenantId, String key, String waitingFor, Instant start,
        Instant deadline, Map<String, List<CapturedEvent>> events) {}
