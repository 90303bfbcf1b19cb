package io.millrace.cep.state;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.PatternVersion;
import io.millrace.pattern.PatternMatcher;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What a task knows of one version of a pattern: what it is now, and how many keys have open runs of it. */
public final class VersionRuns {

    private final AtomicLong openRuns;
    private ActivePattern pattern;
    /** An object without runs, for the next key that may begin one. */
    KeyRuns spare;
    long keys;
    boolean isKept;

    VersionRuns(ActivePattern pattern, AtomicLong openRuns) {
        this.pattern = pattern;
        this.openRuns = openRuns;
    }

    /** The pattern as it is now: declared, or replaced. */
    public ActivePattern pattern() {
        return pattern;
    }

    /** The pattern's matcher; one that begins no run when the version was replaced. */
    public PatternMatcher<IncomingEvent> matcher() {
        return pattern.matcher();
    }

    PatternVersion id() {
        return pattern.id();
    }

    void turnTo(ActivePattern now) {
        pattern = now;
    }

    /**
     * The watermark at which a deadline is due: events before it may come until then.
     *
     * @param afterMillis
     *            event time up to which time has done its work: a deadline that is not later is taken as the next instant
     */
    long dueMillis(OptionalLong deadline, long afterMillis) {
        if (deadline.isEmpty()) {
            return KeyRuns.NEVER;
        }
        long next = Math.max(deadline.getAsLong(), afterMillis + 1);
        long due = next + pattern.graceMillis();
        return due < next ? KeyRuns.NEVER : due;
    }

    void countRuns(int more) {
        openRuns.addAndGet(more);
    }

}
