package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One step of the matcher on one key: takes the queues of a state apart and puts a new state together. Not thread-safe;
 * used once.
 */
final class Turn<E> {

    private record Due<E>(Run<E> run, long deadlineMillis) {}

    private final CompiledPattern<E> pattern;
    private final KeyState<E> before;
    private final List<RunQueue<E>> waiting;
    private final List<Outcome<E>> outcomes = new ArrayList<>(2);
    private long nextPosition;

    Turn(CompiledPattern<E> pattern, KeyState<E> before) {
        this.pattern = pattern;
        this.before = before;
        this.waiting = new ArrayList<>(before.waiting());
        this.nextPosition = before.nextPosition();
    }

    /** Ends the runs whose deadline is at or before a time. */
    void expire(long nowMillis) {
        var expired = new ArrayList<Due<E>>(0);
        for (Step<E> step : pattern.steps()) {
            RunQueue<E> rest = queue(step.index()).expire(nowMillis,
                    run -> expired.add(new Due<>(run, step.deadline(run))));
            waiting.set(step.index(), rest);
        }
        if (pattern.options().emitTimeouts()) {
            expired.sort(Comparator.comparingLong((Due<E> due) -> due.deadlineMillis()).thenComparing(Due::run,
                    Run.ORDER));
            expired.forEach(due -> outcomes.add(timeout(due)));
        }
    }

    /** Offers an event to every run and to the first step. The last steps go first, so that no run moves twice. */
    void take(E event, long timestampMillis) {
        var arrival = new Arrival<>(event, timestampMillis, nextPosition);
        List<Run<E>> completed = new ArrayList<>(0);
        for (int index = pattern.steps().size() - 1; index >= 0; index--) {
            Step<E> step = pattern.steps().get(index);
            List<Run<E>> moved = index == 0 ? arrival.start(step) : advance(step, arrival);
            if (!moved.isEmpty()) {
                nextPosition = arrival.position() + 1;
            }
            if (index == pattern.steps().size() - 1) {
                completed = moved;
            } else {
                waiting.set(index + 1, queue(index + 1).addAll(moved));
            }
        }
        complete(completed);
    }

    /** Drops the oldest runs beyond the number allowed. */
    void bound(long nowMillis) {
        int excess = -pattern.options().maxOpenRuns();
        for (RunQueue<E> queue : waiting) {
            excess += queue.size();
        }
        for (; excess > 0; excess--) {
            RunQueue<E> oldest = oldest();
            outcomes.add(overflow(oldest.first(), nowMillis));
            waiting.set(oldest.first().step(), oldest.withoutFirst(1));
        }
    }

    /** The state and the outcomes of all that was done. */
    MatchStep<E> finish() {
        boolean touched = false;
        boolean empty = true;
        for (RunQueue<E> queue : waiting) {
            touched |= queue != before.waiting().get(queue.step().index());
            empty &= queue.isEmpty();
        }
        if (!touched || empty && before.isEmpty()) {
            return new MatchStep<>(before, outcomes, false);
        }
        return new MatchStep<>(new KeyState<>(pattern, List.copyOf(waiting), empty ? 0 : nextPosition), outcomes, true);
    }

    private List<Run<E>> advance(Step<E> step, Arrival<E> arrival) {
        RunQueue<E> queue = queue(step.index());
        if (queue.isEmpty()) {
            return List.of();
        }
        var fitting = new ArrayList<Run<E>>();
        RunQueue<E> rest = arrival.split(step, queue, fitting);
        waiting.set(step.index(), switch (step.contiguity()) {
            case STRICT -> RunQueue.empty(step);
            case SKIP_TILL_NEXT -> rest;
            case SKIP_TILL_ANY -> queue;
        });
        return arrival.takenBy(fitting, step);
    }

    private void complete(List<Run<E>> completed) {
        var candidates = new ArrayList<>(completed);
        while (!candidates.isEmpty()) {
            Run<E> match = candidates.removeFirst();
            outcomes.add(new Outcome.Match<>(match.eventsByVariable(), match.startMillis(), match.lastMillis()));
            if (!(pattern.options().skip() instanceof SkipStrategy.None)) {
                var dropped = SkipRule.droppedBy(match, pattern.options().skip());
                candidates.removeIf(dropped);
                waiting.replaceAll(queue -> queue.removeIf(dropped, _ -> {}));
            }
        }
    }

    private RunQueue<E> oldest() {
        return waiting.stream().filter(queue -> !queue.isEmpty()).min(
                Comparator.comparing(RunQueue::first, Run.ORDER)).orElseThrow();
    }

    private Outcome<E> timeout(Due<E> due) {
        Run<E> run = due.run();
        return new Outcome.Timeout<>(run.eventsByVariable(), run.startMillis(), due.deadlineMillis(), waitingFor(run));
    }

    private Outcome<E> overflow(Run<E> run, long nowMillis) {
        return new Outcome.Overflow<>(run.eventsByVariable(), run.startMillis(), nowMillis, waitingFor(run));
    }

    private String waitingFor(Run<E> run) {
        return pattern.steps().get(run.step()).variable();
    }

    private RunQueue<E> queue(int index) {
        return waiting.get(index);
    }
}
