package io.millrace.cep.result;

import io.millrace.result.DroppedRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.time.Instant;
import java.util.function.Function;

/**
 * A kind of result that is kept.
 *
 * @param code
 *            stands for it in keys
 * @param type
 *            its record
 * @param end
 *            when it ended, the time that it is published with
 */
public record ResultKind<R>(byte code, Class<R> type, Function<R, Instant> end) {

    /** Completed patterns. */
    public static final ResultKind<PatternMatch> MATCH = new ResultKind<>((byte) 'm', PatternMatch.class,
            PatternMatch::end);

    /** Patterns that ran out of time. */
    public static final ResultKind<PatternTimeout> TIMEOUT = new ResultKind<>((byte) 't', PatternTimeout.class,
            PatternTimeout::deadline);

    /** Runs that were dropped for a limit. */
    public static final ResultKind<DroppedRun> OVERFLOW = new ResultKind<>((byte) 'o', DroppedRun.class,
            DroppedRun::droppedAt);

}
