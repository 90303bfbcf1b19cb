package io.millrace.pattern.automaton;

import io.millrace.pattern.automaton.Moves.Take;
import io.millrace.pattern.automaton.State.Edge;
import io.millrace.pattern.automaton.State.Kind;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;

/** Finds what a run in a state does on an event, by following the edges that the event fits. */
final class MoveFinder {

    private MoveFinder() {}

    static Moves of(State from, long truths) {
        var takes = new LinkedHashSet<Take>();
        var passesTo = new LinkedHashSet<Integer>();
        boolean stays = false;
        boolean completesUntaken = false;
        boolean stops = false;
        for (State reached : reachable(from, truths)) {
            stops |= reached.kind == Kind.STOP;
            for (Edge edge : reached.edges) {
                if (!edge.guard().test(truths)) {
                    continue;
                }
                switch (edge.action()) {
                    case TAKE -> takes.add(take(edge, truths));
                    case IGNORE -> {
                        stays |= edge.target() == from;
                        completesUntaken |= edge.target().isFinal();
                        if (edge.target() != from && !edge.target().isFinal()) {
                            passesTo.add(edge.target().index);
                        }
                    }
                    case PROCEED -> {
                    }
                }
            }
        }
        if (stops) {
            return new Moves(false, completionsOf(takes), new int[0], completesUntaken);
        }
        return new Moves(stays, takes.toArray(Take[]::new), passesTo.stream().mapToInt(Integer::intValue).toArray(),
                completesUntaken);
    }

    private static Take[] completionsOf(LinkedHashSet<Take> takes) {
        return takes.stream().filter(Take::completes).map(
                take -> new Take(take.variable(), Moves.NOWHERE, true)).toArray(Take[]::new);
    }

    private static Take take(Edge edge, long truths) {
        State target = edge.target();
        boolean completes = reachable(target, truths).stream().anyMatch(State::isFinal);
        return new Take(edge.variable(), target.isFinal() ? Moves.NOWHERE : target.index, completes);
    }

    /** The states that a run in a state is in for an event: where the ways on without one lead. */
    static LinkedHashSet<State> reachable(State from, long truths) {
        var found = new LinkedHashSet<State>();
        var open = new ArrayDeque<State>();
        open.add(from);
        while (!open.isEmpty()) {
            State state = open.poll();
            if (found.add(state)) {
                for (Edge edge : state.edges) {
                    if (edge.action() == State.Action.PROCEED && edge.guard().test(truths)) {
                        open.add(edge.target());
                    }
                }
            }
        }
        return found;
    }
}
