package io.millrace.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What a partition knows of the runs of a pattern that began in an hour and came to a step.
 *
 * @param start
 *            when the hour begins
 * @param step
 *            the variable of the step; empty for the runs as a whole, which is not there where every run
 *            begins with the first step
 * @param state
 *            an aggregate that can be merged: one event for each run, its key as the first input, and as value the seconds
 *            since the step before
 * @param isFinal
 *            whether no more runs of that hour can end in the partition, as far as is known
 */
public record FunnelPartial(String tenantId, Instant start, String step, byte[] state,
        @JsonProperty("final") boolean isFinal) {}
