package io.millrace.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * An event that arrived at a key.
 *
 * @param position the position it gets if any run takes it
 */
record Arrival<E>(E event, long timestampMillis, long position) {

    /** The run that the event starts, if it fits the first step. */
    List<Run<E>> start(Step<E> first) {
        return first.condition().test(event, Captured.none()) ? List.of(Run.startingWith(taken(first))) : List.of();
    }

    /**
     * Adds the runs that the event fits to {@code fitting}, in order, and returns the others. A condition that does
     * not look back is asked once for all of them.
     */
    RunQueue<E> split(Step<E> step, RunQueue<E> queue, List<Run<E>> fitting) {
        Condition<E> condition = step.condition();
        if (condition.looksBack()) {
            return queue.removeIf(run -> condition.test(event, run::events), fitting::add);
        }
        if (!condition.test(event, Captured.none())) {
            return queue;
        }
        fitting.addAll(queue.runs());
        return RunQueue.empty(step);
    }

    /** The runs with this event taken at a step, in the same order. */
    List<Run<E>> takenBy(List<Run<E>> runs, Step<E> step) {
        if (runs.isEmpty()) {
            return List.of();
        }
        CapturedEvent<E> taken = taken(step);
        var longer = new ArrayList<Run<E>>(runs.size());
        for (Run<E> run : runs) {
            longer.add(run.take(taken));
        }
        return longer;
    }

    private CapturedEvent<E> taken(Step<E> step) {
        return new CapturedEvent<>(step.variable(), event, timestampMillis, position);
    }
}
