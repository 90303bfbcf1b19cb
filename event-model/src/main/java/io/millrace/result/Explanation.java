package io.millrace.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why a pattern has not matched for a key.
 *
 * @param open
 *            what has begun, oldest first
 * @param refused
 *            the latest events that concerned the pattern and moved nothing, the latest first; they are in memory only, so
 *            that a restart forgets them
 */
public record Explanation(String pattern, long version, String tenantId, String key, List<OpenBranch> open,
        List<Refused> refused) {

    /**
     * Something that has begun.
     *
     * @param version
     *            of the pattern; an earlier one where that has been replaced since
     * @param awaited
     *            the variables any of which would move it
     * @param deadline
     *            the first instant at which it can no longer match; null without a limit of time
     * @param pending
     *            whether it is complete, and waits for an end of silence or for earlier ones
     */
    public record OpenBranch(long version, List<String> awaited, Instant start, Instant last, Instant deadline,
            boolean pending, Map<String, List<CapturedEvent>> events) {}

    /**
     * An event that moved nothing.
     *
     * @param reasons
     *            why it does not fit what the pattern waits for now
     */
    public record Refused(CapturedEvent event, List<Why> reasons) {}

    /**
     * Why a variable does not take an event.
     *
     * @param runStart
     *            the start of what waits for the variable; null where it would begin a run
     * @param reason
     *            for people
     * @param expression
     *            the part of the variable's condition that is at fault, as it is written; empty where none is
     * @param values
     *            what that part reads, and the value of each
     */
    public record Why(String variable, Instant runStart, String reason, String expression,
            Map<String, Object> values) {}

}
