package io.millrace.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The array behind {@link RunQueue}s: versions of a queue share it, each seeing its own range. A version whose end is
 * the end of what has been written may append in place, since no other version can see the new entry; all others copy.
 * So appending costs amortised constant time although every version is immutable.
 *
 * <p>Thread-safe: a place is claimed atomically before it is written, and is read only through versions made after.
 */
final class RunLog<E> {

    private static final int SMALLEST = 4;

    private final Run<E>[] runs;
    private final AtomicInteger written;

    private RunLog(Run<E>[] runs, int written) {
        this.runs = runs;
        this.written = new AtomicInteger(written);
    }

    @SuppressWarnings("unchecked")
    static <E> RunLog<E> of(List<Run<E>> content) {
        Run<E>[] runs = content.toArray(new Run[Math.max(SMALLEST, content.size())]);
        return new RunLog<>(runs, content.size());
    }

    Run<E> get(int index) {
        return runs[index];
    }

    List<Run<E>> range(int from, int to) {
        return Arrays.asList(runs).subList(from, to);
    }

    /** Writes a run at {@code end} and says so, or leaves all as it is when that place is taken or out of bounds. */
    boolean append(int end, Run<E> run) {
        if (end == runs.length || !written.compareAndSet(end, end + 1)) {
            return false;
        }
        runs[end] = run;
        return true;
    }

    /** A log of its own with the runs of a range, starting at 0, and room for as many again. */
    RunLog<E> copy(int from, int to) {
        int size = to - from;
        return new RunLog<>(Arrays.copyOf(Arrays.copyOfRange(runs, from, to), Math.max(SMALLEST, 2 * size)), size);
    }
}
