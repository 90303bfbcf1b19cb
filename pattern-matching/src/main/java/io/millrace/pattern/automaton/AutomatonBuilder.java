package io.millrace.pattern.automaton;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.automaton.State.Kind;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the states of a pattern, from its end to its beginning: each stage is built onto the state that follows it, its
 * sink. One instance builds one automaton.
 *
 * <p>Where a run may both go on without an event and pass events over, the latter leads to a twin of the state without
 * the way on, so that a run forks there once and not with each event. The construction is that of Flink CEP's compiler,
 * which the semantics are taken from.
 */
final class AutomatonBuilder {

    /** What {@link #build} gives. */
    record Built(List<State> states, State start) {}

    private final States states = new States();
    /** The way on from a greedy loop for the event that ends it, by the way on for others. */
    private final Map<State, State> onceEnded = new IdentityHashMap<>();
    private Scope scope;
    private Stage following;

    private AutomatonBuilder() {}

    /**
     * The states of a pattern.
     *
     * @throws io.millrace.pattern.PatternCompileException when there are too many
     */
    static Built build(List<Stage> pattern) {
        var builder = new AutomatonBuilder();
        State end = builder.states.add(Kind.FINAL, State.UNLIMITED);
        State start = builder.sequence(Scope.of(pattern), end);
        return new Built(builder.states.all(), start);
    }

    private State sequence(Scope inner, State sink) {
        Scope outer = scope;
        Stage outerFollowing = following;
        scope = inner;
        State next = sink;
        for (int at = inner.stages().size() - 1; at >= 0; at--) {
            Stage stage = inner.stages().get(at);
            next = switch (stage.body()) {
                case Stage.Absent _ when stage.isAbsenceNext() -> absenceNext(stage, next);
                case Stage.Absent _ -> next.isFinal() ? absenceUpToEnd(stage) : next;
                case Stage.One _,Stage.Group _,Stage.Choice _,Stage.AnyOrder _ -> stage(at, next);
            };
            following = stage;
        }
        scope = outer;
        following = outerFollowing;
        return next;
    }

    private State absenceUpToEnd(Stage stage) {
        State pending = states.add(Kind.PENDING, stage.gapMillis());
        Guard present = scope.fits(stage);
        pending.proceed(states.stop(stage), present);
        pending.ignore(pending, present.not());
        return pending;
    }

    private State absenceNext(Stage stage, State sink) {
        State waiting = states.add(Kind.NORMAL, stage.gapMillis());
        Guard present = scope.fits(stage);
        if (sink.isFinal()) {
            waiting.ignore(sink, present.not());
        } else {
            waiting.proceed(sink, present.not());
        }
        waiting.proceed(states.stop(stage), present);
        return waiting;
    }

    private State stage(int at, State sink) {
        Stage stage = scope.stages().get(at);
        State first = stage.loops()
                ? rounds(at, loop(at, withoutForbidden(at, sink)), sink, stage.min())
                : rounds(at, sink, sink, stage.max());
        forbid(at, first);
        return first;
    }

    /**
     * The rounds of a stage, the first of which is given back.
     *
     * @param sink what follows the last round
     * @param exit what follows when no further round is needed
     * @param most the rounds to be built; beyond them the sink may be a loop
     */
    private State rounds(int at, State sink, State exit, int most) {
        Stage stage = scope.stages().get(at);
        if (stage.greedy() && (stage.min() != most || stage.optional() && most == 1 && !stage.loops())) {
            if (stage.until() != Stage.NONE) {
                onceEnded.put(sink, states.copy(sink));
            }
            sink.forbid(scope.takes(stage));
        }
        State next = sink;
        for (int round = stage.min(); round < most; round++) {
            next = furtherRound(at, next, exit, true);
        }
        for (int round = 1; round < stage.min(); round++) {
            next = furtherRound(at, next, exit, false);
        }
        long gapMillis = scope.gapBefore(at);
        State first = stage.isGroup()
                ? groupRound(Scope.firstRound(stage, gapMillis), next, exit, stage.optional())
                : singleRound(at, next, exit, scope.passesBefore(at), stage.optional(), gapMillis);
        if (stage.optional() && gapMillis != State.UNLIMITED) {
            first.afterGap = exit;
        }
        return first;
    }

    /** A round that is not the first; an absence after the stage bounds it too. */
    private State furtherRound(int at, State sink, State exit, boolean isOptional) {
        Stage stage = scope.stages().get(at);
        State round = stage.isGroup()
                ? groupRound(Scope.furtherRound(stage), sink, exit, isOptional)
                : singleRound(at, sink, exit, scope.passesInside(at), isOptional, State.UNLIMITED);
        boundByFollowing(round);
        return round;
    }

    private State groupRound(Scope body, State sink, State exit, boolean isOptional) {
        State first = sequence(body, sink);
        if (isOptional) {
            first.proceed(exit, scope.goesOn());
        }
        return first;
    }

    /** @param pass when an event may be passed over; null for never */
    private State singleRound(int at, State sink, State exit, Guard pass, boolean isOptional, long gapMillis) {
        Stage stage = scope.stages().get(at);
        State round = states.add(Kind.NORMAL, gapMillis);
        State taken = withoutForbidden(at, sink);
        attach(stage, round, taken);
        if (isOptional) {
            proceed(round, exit, stage);
        }
        if (pass != null) {
            State passing = round;
            if (isOptional || scope.isHeadOfOptionalGroup(at)) {
                passing = states.add(Kind.NORMAL, gapMillis);
                attach(stage, passing, taken);
                passing.ignore(passing, pass);
                forbid(at, passing);
            }
            round.ignore(passing, pass);
        }
        return round;
    }

    private State loop(int at, State sink) {
        return scope.stages().get(at).isGroup() ? groupLoop(scope.stages().get(at), sink) : singleLoop(at, sink);
    }

    private State groupLoop(Stage stage, State sink) {
        State again = states.waiting();
        State first = sequence(Scope.furtherRound(stage), again);
        first.proceed(sink, scope.goesOn());
        again.proceed(first, scope.goesOn());
        return first;
    }

    private State singleLoop(int at, State sink) {
        Stage stage = scope.stages().get(at);
        Guard pass = scope.passesInside(at);
        State loop = states.waiting();
        if (stage.greedy()) {
            if (stage.until() != Stage.NONE) {
                onceEnded.put(sink, states.copy(sink));
            }
            proceed(loop, sink, stage);
            sink.forbid(scope.fits(stage));
        } else {
            loop.proceed(sink, scope.goesOn());
        }
        attach(stage, loop, loop);
        boundByFollowing(loop);
        if (pass != null) {
            State passing = states.waiting();
            attach(stage, passing, loop);
            passing.ignore(passing, pass);
            loop.ignore(passing, pass);
            boundByFollowing(passing);
        }
        return loop;
    }

    /** The way on from a stage; what ends a greedy loop may be taken by what follows, what fits the loop may not. */
    private void proceed(State from, State exit, Stage stage) {
        if (stage.greedy() && stage.until() != Stage.NONE) {
            from.proceed(onceEnded.getOrDefault(exit, exit), scope.goesOn().and(stage.goesOn().not()));
            from.proceed(exit, scope.goesOn().and(stage.goesOn()));
        } else {
            from.proceed(exit, scope.goesOn());
        }
    }

    /** Lets runs in {@code from} take what the stage takes, and be in {@code sink} afterwards. */
    private void attach(Stage stage, State from, State sink) {
        switch (stage.body()) {
            case Stage.One(_, var variable) -> from.take(sink, scope.takes(stage), variable);
            case Stage.Choice(var branches) -> {
                Guard goesOn = stage.goesOn().and(scope.goesOn());
                branches.forEach(branch -> from.proceed(sequence(Scope.of(branch), sinkOf(branch, sink)), goesOn));
            }
            case Stage.AnyOrder(var parts) -> attachAnyOrder(stage, parts, from, sink);
            case Stage.Absent _,Stage.Group _ -> throw new IllegalStateException("takes no event itself: " + stage);
        }
    }

    /** The sink that several branches share; one that ends greedily forbids its own events there, in a copy of its own. */
    private State sinkOf(List<Stage> branch, State sink) {
        Stage last = branch.getLast();
        while (last.body() instanceof Stage.Group(var stages)) {
            last = stages.getLast();
        }
        return last.greedy() && !sink.isFinal() ? states.copy(sink) : sink;
    }

    /** A state for each set of parts that have been taken; the sets are bits. */
    private void attachAnyOrder(Stage stage, List<List<Stage>> parts, State from, State sink) {
        var after = new HashMap<Integer, State>();
        int all = (1 << parts.size()) - 1;
        after.put(all, sink);
        for (int done = all - 1; done > 0; done--) {
            State between = states.waiting();
            Guard heads = proceedToMissing(stage, parts, done, between, after);
            boolean any = stage.link() == Contiguity.SKIP_TILL_ANY;
            between.ignore(between, (any ? Guard.ALWAYS : heads.not()).and(stage.goesOn()));
            after.put(done, between);
        }
        proceedToMissing(stage, parts, 0, from, after);
    }

    /** Lets runs in {@code from}, which have taken the parts in {@code done}, go on with any other part. */
    private Guard proceedToMissing(Stage stage, List<List<Stage>> parts, int done, State from,
            Map<Integer, State> after) {
        Guard heads = null;
        Stage afterAll = following;
        int all = (1 << parts.size()) - 1;
        for (int part = 0; part < parts.size(); part++) {
            if ((done & 1 << part) == 0) {
                int then = done | 1 << part;
                State sink = sinkOf(parts.get(part), after.get(then));
                following = then == all ? afterAll : null;
                State first = sequence(Scope.of(parts.get(part)), sink);
                from.proceed(first, stage.goesOn().and(scope.goesOn()));
                Guard head = Stage.headOf(parts.get(part));
                heads = heads == null ? head : heads.or(head);
            }
        }
        following = afterAll;
        return heads;
    }

    /** Ends runs in a state by the absences before a stage. */
    private void forbid(int at, State state) {
        for (Scope.Forbidden absence : scope.forbiddenBefore(at)) {
            state.proceed(states.stop(absence.absence()), absence.guard());
        }
    }

    /** Ends runs in a state by the absence after the stage that is being built. */
    private void boundByFollowing(State state) {
        if (following != null && following.isAbsenceUpToNext()) {
            state.proceed(states.stop(following), scope.fits(following));
        }
    }

    /** The sink as it is once an optional stage has taken an event: the absences before that stage are done with. */
    private State withoutForbidden(int at, State sink) {
        List<Scope.Forbidden> forbidden = scope.forbiddenBefore(at);
        if (!scope.stages().get(at).optional() || forbidden.isEmpty()) {
            return sink;
        }
        return states.copyWithout(forbidden.stream().map(absence -> states.stop(absence.absence())).toList(), sink);
    }
}
