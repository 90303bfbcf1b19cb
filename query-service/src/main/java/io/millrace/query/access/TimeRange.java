package io.millrace.query.access;

import io.millrace.event.Timestamps;
import io.millrace.runtime.web.ProblemException;
import java.time.Instant;
import org.springframework.http.HttpStatus;

/**
 * The range of event time that a read is for, {@code [from, to)}. Without bounds it is all of it.
 */
public record TimeRange(long fromMillis, long toMillis) {

    /** The end of all time, short of what overflows. */
    private static final long LATEST = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    /**
     * Reads the bounds as ISO-8601 or a count since 1970.
     *
     * @throws ProblemException
     *             400 when one of them is neither, or they are the wrong way round
     */
    public static TimeRange of(String from, String to) {
        var range = new TimeRange(from == null ? 0 : millis("from", from), to == null ? LATEST : millis("to", to));
        if (range.fromMillis > range.toMillis) {
            throw new ProblemException(HttpStatus.BAD_REQUEST,
                    "from (%s) must not be after to (%s)".formatted(from, to));
        }
        return range;
    }

    /** Whether it begins with all that there is. */
    public boolean isOpenAtStart() {
        return fromMillis == 0;
    }

    /** Whether it ends with all that there is. */
    public boolean isOpenAtEnd() {
        return toMillis == LATEST;
    }

    private static long millis(String name, String text) {
        try {
            return Timestamps.parse(text).toEpochMilli();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, name + ": " + e.getMessage());
        }
    }

}
