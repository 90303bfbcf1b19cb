package io.millrace.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The open runs of one key of one pattern. Immutable and thread-safe; made by {@link PatternMatcher#emptyState()},
 * {@link PatternMatcher#restore} and the matcher's steps, and good for matchers of the same compiled pattern only. To
 * keep it elsewhere, store {@link #runs()} and restore them.
 *
 * @param <E> the type of the events
 */
public final class KeyState<E> {

    private final CompiledPattern<E> pattern;
    private final List<RunQueue<E>> waiting;
    private final long nextPosition;

    /** @param waiting the queue of each step; that of step 0 is empty */
    KeyState(CompiledPattern<E> pattern, List<RunQueue<E>> waiting, long nextPosition) {
        this.pattern = pattern;
        this.waiting = waiting;
        this.nextPosition = nextPosition;
    }

    /** The open runs, by step and within it by start. */
    public List<Run<E>> runs() {
        var runs = new ArrayList<Run<E>>(openRuns());
        waiting.forEach(queue -> runs.addAll(queue.runs()));
        return List.copyOf(runs);
    }

    /** How many runs are open. */
    public int openRuns() {
        int count = 0;
        for (RunQueue<E> queue : waiting) {
            count += queue.size();
        }
        return count;
    }

    /** Whether no run is open: there is nothing to keep then. */
    public boolean isEmpty() {
        return openRuns() == 0;
    }

    /**
     * The earliest time, in milliseconds since the epoch, at which {@link PatternMatcher#onTime} has something to do;
     * empty when time alone changes nothing.
     */
    public OptionalLong nextDeadline() {
        long earliest = Step.UNLIMITED;
        for (RunQueue<E> queue : waiting) {
            earliest = Math.min(earliest, queue.earliestDeadline());
        }
        return earliest == Step.UNLIMITED ? OptionalLong.empty() : OptionalLong.of(earliest);
    }

    boolean belongsTo(CompiledPattern<E> other) {
        return pattern == other;
    }

    List<RunQueue<E>> waiting() {
        return waiting;
    }

    /** Larger than the position of every captured event. */
    long nextPosition() {
        return nextPosition;
    }
}
