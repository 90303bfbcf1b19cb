package io.millrace.pattern.automaton;

import java.util.ArrayList;
import java.util.List;

/** A place at which runs wait. Put together by the builder, not changed afterwards. */
final class State {

    /** No limit of time. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** What being in a state means. */
    enum Kind {
        /** The run waits. */
        NORMAL,
        /** Complete unless an event comes that must not: a match at the deadline. */
        PENDING,
        /** The run must not go on. */
        STOP,
        /** The run is complete. */
        FINAL
    }

    /** What happens to the event on an edge. */
    enum Action {
        /** The run takes it. */
        TAKE,
        /** The run passes it over. */
        IGNORE,
        /** The run goes on to the target, for the same event. */
        PROCEED
    }

    /** @param variable the variable under which the event is taken; of no meaning for other actions */
    record Edge(Action action, State target, Guard guard, int variable) {}

    final int index;
    final Kind kind;
    final long gapMillis;
    final List<Edge> edges = new ArrayList<>();
    /** Where runs go on when the gap limit has passed and the stage is optional; null where they end. */
    State afterGap;

    State(int index, Kind kind, long gapMillis) {
        this.index = index;
        this.kind = kind;
        this.gapMillis = gapMillis;
    }

    boolean isFinal() {
        return kind == Kind.FINAL;
    }

    void take(State target, Guard guard, int variable) {
        edges.add(new Edge(Action.TAKE, target, guard, variable));
    }

    void ignore(State target, Guard guard) {
        edges.add(new Edge(Action.IGNORE, target, guard, Stage.NONE));
    }

    void proceed(State target, Guard guard) {
        edges.add(new Edge(Action.PROCEED, target, guard, Stage.NONE));
    }

    /** Lets no edge be gone by an event that fits {@code guard}. */
    void forbid(Guard guard) {
        edges.replaceAll(edge -> new Edge(edge.action(), edge.target(), edge.guard().and(guard.not()),
                edge.variable()));
    }
}
