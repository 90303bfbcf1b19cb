package io.millrace.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The runs that wait at one step, in the order of {@link Run#ORDER}. Immutable; appending a younger run and dropping
 * the oldest take amortised constant time, and so does finding that nothing is due.
 */
final class RunQueue<E> {

    private final Step<E> step;
    private final RunLog<E> log;
    private final int from;
    private final int to;
    private final long earliestDeadline;
    private final boolean deadlinesAscend;

    private RunQueue(Step<E> step, RunLog<E> log, int from, int to, long earliestDeadline, boolean deadlinesAscend) {
        this.step = step;
        this.log = log;
        this.from = from;
        this.to = to;
        this.earliestDeadline = earliestDeadline;
        this.deadlinesAscend = deadlinesAscend;
    }

    static <E> RunQueue<E> empty(Step<E> step) {
        return new RunQueue<>(step, RunLog.of(List.of()), 0, 0, Step.UNLIMITED, true);
    }

    /** @param runs in order */
    static <E> RunQueue<E> of(Step<E> step, List<Run<E>> runs) {
        return runs.isEmpty() ? empty(step) : summarised(step, RunLog.of(runs), 0, runs.size());
    }

    Step<E> step() {
        return step;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    Run<E> first() {
        return log.get(from);
    }

    List<Run<E>> runs() {
        return log.range(from, to);
    }

    /** The earliest deadline of all, or {@link Step#UNLIMITED}. */
    long earliestDeadline() {
        return earliestDeadline;
    }

    /** @param added in order */
    RunQueue<E> addAll(List<Run<E>> added) {
        if (added.isEmpty()) {
            return this;
        }
        if (!isEmpty() && Run.ORDER.compare(log.get(to - 1), added.getFirst()) > 0) {
            return merged(added);
        }
        RunQueue<E> longer = this;
        for (Run<E> run : added) {
            longer = longer.append(run);
        }
        return longer;
    }

    private RunQueue<E> append(Run<E> run) {
        long deadline = step.deadline(run);
        boolean ascend = isEmpty() || deadlinesAscend && step.deadline(log.get(to - 1)) <= deadline;
        long earliest = Math.min(earliestDeadline, deadline);
        if (log.append(to, run)) {
            return new RunQueue<>(step, log, from, to + 1, earliest, ascend);
        }
        RunLog<E> copy = log.copy(from, to);
        copy.append(size(), run);
        return new RunQueue<>(step, copy, 0, size() + 1, earliest, ascend);
    }

    private RunQueue<E> merged(List<Run<E>> added) {
        var all = new ArrayList<Run<E>>(runs());
        all.addAll(added);
        all.sort(Run.ORDER);
        return of(step, all);
    }

    /** Without the oldest {@code count} runs. */
    RunQueue<E> withoutFirst(int count) {
        int start = from + count;
        if (start == to) {
            return empty(step);
        }
        boolean mostlyDropped = start > to - start;
        RunLog<E> kept = mostlyDropped ? log.copy(start, to) : log;
        int offset = mostlyDropped ? start : 0;
        return summarised(step, kept, start - offset, to - offset, deadlinesAscend);
    }

    /** Without the runs that are due at a time, which go to {@code expired} with no order promised. */
    RunQueue<E> expire(long nowMillis, Consumer<Run<E>> expired) {
        if (!Step.isDue(earliestDeadline, nowMillis)) {
            return this;
        }
        if (!deadlinesAscend) {
            return removeIf(run -> Step.isDue(step.deadline(run), nowMillis), expired);
        }
        int count = 0;
        while (count < size() && Step.isDue(step.deadline(log.get(from + count)), nowMillis)) {
            expired.accept(log.get(from + count++));
        }
        return withoutFirst(count);
    }

    /** Without the runs that {@code unwanted} holds for, which go to {@code removed} in order. */
    RunQueue<E> removeIf(Predicate<Run<E>> unwanted, Consumer<Run<E>> removed) {
        ArrayList<Run<E>> kept = null;
        for (int i = from; i < to; i++) {
            Run<E> run = log.get(i);
            if (unwanted.test(run)) {
                removed.accept(run);
                kept = kept == null ? new ArrayList<>(log.range(from, i)) : kept;
            } else if (kept != null) {
                kept.add(run);
            }
        }
        return kept == null ? this : of(step, kept);
    }

    private static <E> RunQueue<E> summarised(Step<E> step, RunLog<E> log, int from, int to) {
        boolean ascend = true;
        for (int i = from + 1; i < to && ascend; i++) {
            ascend = step.deadline(log.get(i - 1)) <= step.deadline(log.get(i));
        }
        return summarised(step, log, from, to, ascend);
    }

    private static <E> RunQueue<E> summarised(Step<E> step, RunLog<E> log, int from, int to, boolean ascend) {
        long earliest = step.deadline(log.get(from));
        for (int i = from + 1; i < to && !ascend; i++) {
            earliest = Math.min(earliest, step.deadline(log.get(i)));
        }
        return new RunQueue<>(step, log, from, to, earliest, ascend);
    }
}
