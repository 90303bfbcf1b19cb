package io.millrace.query.funnel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * How far the runs came that began in a window.
 *
 * @param steps
 *            all steps in the order of the pattern
 * @param isFinal
 *            whether no more runs of the window can end
 */
public record FunnelWindow(String tenantId, Instant start, Instant end, List<FunnelStep> steps,
        @JsonProperty("final") boolean isFinal) {}
