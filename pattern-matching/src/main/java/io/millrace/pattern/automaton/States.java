package io.millrace.pattern.automaton;

import io.millrace.pattern.PatternCompileException;
import io.millrace.pattern.automaton.State.Action;
import io.millrace.pattern.automaton.State.Edge;
import io.millrace.pattern.automaton.State.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The states made so far, and copies of them. */
final class States {

    /** More states would make a single event dear: a count of this size calls for a metric, not a pattern. */
    static final int MAX_STATES = 2_000;

    private final List<State> states = new ArrayList<>();
    private final Map<Stage, State> stops = new IdentityHashMap<>();

    /** @throws PatternCompileException when there are too many */
    State add(Kind kind, long gapMillis) {
        if (states.size() == MAX_STATES) {
            throw new PatternCompileException("the pattern is too large: it needs more than " + MAX_STATES
                    + " states (a count {n} needs n of them)");
        }
        var state = new State(states.size(), kind, gapMillis);
        states.add(state);
        return state;
    }

    State waiting() {
        return add(Kind.NORMAL, State.UNLIMITED);
    }

    /** Where a run ends for an absence. */
    State stop(Stage absence) {
        return stops.computeIfAbsent(absence, _ -> add(Kind.STOP, State.UNLIMITED));
    }

    List<State> all() {
        return states;
    }

    State copy(State state) {
        State copy = add(state.kind, state.gapMillis);
        state.edges.forEach(edge -> copy.edges.add(retargeted(edge, state, copy)));
        return copy;
    }

    /** A copy of a state and of those it leads on to, without the ways to some stops. */
    State copyWithout(List<State> stopStates, State state) {
        return copyWithout(stopStates, state, new IdentityHashMap<>());
    }

    private State copyWithout(List<State> stopStates, State state, Map<State, State> copies) {
        State known = copies.get(state);
        if (known != null) {
            return known;
        }
        State copy = add(state.kind, state.gapMillis);
        copies.put(state, copy);
        for (Edge edge : List.copyOf(state.edges)) {
            if (edge.action() != Action.PROCEED) {
                copy.edges.add(retargeted(edge, state, copy));
            } else if (edge.target().kind != Kind.STOP) {
                copy.proceed(copyWithout(stopStates, edge.target(), copies), edge.guard());
            } else if (!stopStates.contains(edge.target())) {
                copy.edges.add(edge);
            }
        }
        return copy;
    }

    private static Edge retargeted(Edge edge, State from, State copy) {
        return edge.target() == from ? new Edge(edge.action(), copy, edge.guard(), edge.variable()) : edge;
    }
}
