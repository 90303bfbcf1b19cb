package io.millrace.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run that was dropped since its key had too many open runs, or too much of them.
 *
 * @param runId
 *            the same for the same events, however often they are replayed
 * @param key
 *            the value that the pattern is matched per
 * @param start
 *            time of the first event
 * @param droppedAt
 *            time of the event that made room necessary
 * @param waitingFor
 *            the variable that it waited for
 * @param events
 *            variable to the events taken until then
 */
public record DroppedRun(String runId, String pattern, long version, String tenantId, String key, Instant start,
        Instant droppedAt, String waitingFor, Map<String, List<CapturedEvent>> events) {}
