package io.millrace.pattern.automaton;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.PatternCompileException;
import io.millrace.pattern.automaton.State.Action;
import io.millrace.pattern.automaton.State.Edge;
import io.millrace.pattern.automaton.State.Kind;
import java.util.ArrayList;
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

    /** More states would make a single event dear: a count of this size calls for a metric, not a pattern. */
    static final int MAX_STATES = 2_000;

    /** What {@link #build} gives. */
    record Built(List<State> states, State start) {}

    /**
     * The sequence that is being built and what it stands in.
     *
     * @param group the group it is the body of; null for the pattern and for alternatives
     * @param gapMillis the gap limit before its first stage
     */
    private record Scope(List<Stage> stages, Stage group, long gapMillis) {

        boolean isHeadOfGroup(int at) {
            return group != null && at == 0;
        }
    }

    /** A condition that ends the run, and the absence that asks for it. */
    private record Forbidden(Guard guard, Stage absence) {}

    private final List<State> states = new ArrayList<>();
    private final Map<Stage, State> stops = new IdentityHashMap<>();
    private final Map<Stage, Boolean> firstRound = new IdentityHashMap<>();
    private final Map<State, State> onceEnded = new IdentityHashMap<>();
    private Scope scope;
    private Stage following;

    private AutomatonBuilder() {}

    /**
     * The states of a pattern.
     *
     * @throws PatternCompileException when there are too many
     */
    static Built build(List<Stage> pattern) {
        var builder = new AutomatonBuilder();
        State end = builder.state(Kind.FINAL, State.UNLIMITED);
        State start = builder.sequence(new Scope(pattern, null, State.UNLIMITED), end);
        return new Built(builder.states, start);
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
        State pending = state(Kind.PENDING, stage.gapMillis());
        Guard present = fits(stage);
        pending.proceed(stop(stage), present);
        pending.ignore(pending, present.not());
        return pending;
    }

    private State absenceNext(Stage stage, State sink) {
        State waiting = state(Kind.NORMAL, stage.gapMillis());
        Guard present = fits(stage).and(groupGoesOn(scope.group()));
        if (sink.isFinal()) {
            waiting.ignore(sink, present.not());
        } else {
            waiting.proceed(sink, present.not());
        }
        waiting.proceed(stop(stage), present);
        return waiting;
    }

    private State stage(int at, State sink) {
        Stage stage = scope.stages().get(at);
        State first;
        if (stage.loops()) {
            firstRound.put(stage, false);
            State loop = loop(at, withoutForbidden(at, sink));
            firstRound.put(stage, true);
            first = times(at, loop, sink, stage.min());
        } else {
            first = times(at, sink, sink, stage.max());
        }
        forbid(at, first);
        return first;
    }

    /**
     * The rounds of a stage.
     *
     * @param sink what follows the last round
     * @param exit what follows when no further round is needed
     * @param most the rounds to be built; beyond them the sink may be a loop
     */
    private State times(int at, State sink, State exit, int most) {
        Stage stage = scope.stages().get(at);
        firstRound.put(stage, false);
        Guard take = taking(stage);
        Guard pass = until(passingInside(at), stage);
        if (stage.greedy() && (stage.min() != most || stage.optional() && most == 1 && !stage.loops())) {
            if (stage.until() != Stage.NONE) {
                onceEnded.put(sink, copy(sink));
            }
            sink.forbid(take);
        }
        State next = sink;
        for (int round = stage.min(); round < most; round++) {
            next = round(at, next, exit, take, pass, true, true);
        }
        for (int round = 1; round < stage.min(); round++) {
            next = round(at, next, exit, take, pass, false, true);
        }
        firstRound.put(stage, true);
        return round(at, next, exit, take, passing(at), stage.optional(), false);
    }

    /**
     * One round of a stage.
     *
     * @param pass when an event may be passed over; null for never
     * @param isOptional whether the run may go on to {@code exit} instead
     * @param isInner whether it is a further round, which an absence after the stage bounds too
     */
    private State round(int at, State sink, State exit, Guard take, Guard pass, boolean isOptional, boolean isInner) {
        Stage stage = scope.stages().get(at);
        long gapMillis = isInner ? State.UNLIMITED : at == 0 ? scope.gapMillis() : stage.gapMillis();
        State round = stage.isGroup()
                ? groupRound(stage, sink, exit, isOptional, gapMillis)
                : singleRound(at, sink, exit, take, pass, isOptional, gapMillis);
        if (isOptional && gapMillis != State.UNLIMITED) {
            round.afterGap = exit;
        }
        if (isInner) {
            boundByFollowing(round);
        }
        return round;
    }

    private State groupRound(Stage stage, State sink, State exit, boolean isOptional, long gapMillis) {
        State first = sequence(new Scope(stagesOf(stage), stage, gapMillis), sink);
        if (isOptional) {
            first.proceed(exit, groupGoesOn(scope.group()));
        }
        return first;
    }

    private State singleRound(int at, State sink, State exit, Guard take, Guard pass, boolean isOptional,
            long gapMillis) {
        Stage stage = scope.stages().get(at);
        State round = state(Kind.NORMAL, gapMillis);
        State taken = withoutForbidden(at, sink);
        attach(stage, round, taken, take);
        if (isOptional) {
            proceedTo(exit, round, stage);
        }
        if (pass != null) {
            State passing = round;
            if (isOptional || isHeadOfOptionalGroup(at)) {
                passing = state(Kind.NORMAL, gapMillis);
                attach(stage, passing, taken, take);
                passing.ignore(passing, pass);
                forbid(at, passing);
            }
            round.ignore(passing, pass);
        }
        return round;
    }

    private State loop(int at, State sink) {
        Stage stage = scope.stages().get(at);
        return stage.isGroup() ? groupLoop(stage, sink) : singleLoop(at, sink);
    }

    private State groupLoop(Stage stage, State sink) {
        Guard always = groupGoesOn(scope.group());
        State again = state(Kind.NORMAL, State.UNLIMITED);
        State first = sequence(new Scope(stagesOf(stage), stage, State.UNLIMITED), again);
        first.proceed(sink, always);
        again.proceed(first, always);
        return first;
    }

    private State singleLoop(int at, State sink) {
        Stage stage = scope.stages().get(at);
        Guard take = taking(stage);
        Guard pass = until(passingInside(at), stage);
        State loop = state(Kind.NORMAL, State.UNLIMITED);
        if (stage.greedy()) {
            if (stage.until() != Stage.NONE) {
                onceEnded.put(sink, copy(sink));
            }
            proceedTo(sink, loop, stage);
            sink.forbid(fits(stage).and(groupGoesOn(scope.group())));
        } else {
            loop.proceed(sink, groupGoesOn(scope.group()));
        }
        attach(stage, loop, loop, take);
        boundByFollowing(loop);
        if (pass != null) {
            State passing = state(Kind.NORMAL, State.UNLIMITED);
            attach(stage, passing, loop, take);
            passing.ignore(passing, pass);
            loop.ignore(passing, pass);
            boundByFollowing(passing);
        }
        return loop;
    }

    /** The way on from a stage; from a greedy loop with an end, an event that ends it may be taken by what follows. */
    private void proceedTo(State exit, State from, Stage stage) {
        Guard always = groupGoesOn(scope.group());
        if (stage.greedy() && stage.until() != Stage.NONE) {
            Guard ends = new Guard.Fits(stage.until());
            from.proceed(onceEnded.getOrDefault(exit, exit), always.and(ends));
            from.proceed(exit, always.and(ends.not()));
        } else {
            from.proceed(exit, always);
        }
    }

    /** Lets runs in {@code from} take what the stage takes, and be in {@code sink} afterwards. */
    private void attach(Stage stage, State from, State sink, Guard take) {
        switch (stage.body()) {
            case Stage.One(_, var variable) -> from.take(sink, take, variable);
            case Stage.Choice(var branches) -> branches.forEach(
                    branch -> from.proceed(sequence(new Scope(branch, null, State.UNLIMITED), sink), goesOn(stage)));
            case Stage.AnyOrder(var parts) -> attachAnyOrder(stage, parts, from, sink);
            case Stage.Absent _,Stage.Group _ -> throw new IllegalStateException("takes no event itself: " + stage);
        }
    }

    private void attachAnyOrder(Stage stage, List<List<Stage>> parts, State from, State sink) {
        var after = new HashMap<Integer, State>();
        int all = (1 << parts.size()) - 1;
        after.put(all, sink);
        for (int done = all - 1; done > 0; done--) {
            State between = state(Kind.NORMAL, State.UNLIMITED);
            Guard heads = proceedToMissing(stage, parts, done, between, after);
            boolean any = stage.link() == Contiguity.SKIP_TILL_ANY;
            between.ignore(between, (any ? Guard.ALWAYS : heads.not()).and(goesOn(stage)));
            after.put(done, between);
        }
        proceedToMissing(stage, parts, 0, from, after);
    }

    /** Lets runs in {@code from}, which have taken the parts in {@code done}, go on with any other part. */
    private Guard proceedToMissing(Stage stage, List<List<Stage>> parts, int done, State from,
            Map<Integer, State> after) {
        Guard heads = null;
        for (int part = 0; part < parts.size(); part++) {
            if ((done & 1 << part) == 0) {
                from.proceed(sequence(new Scope(parts.get(part), null, State.UNLIMITED), after.get(done | 1 << part)),
                        goesOn(stage));
                Guard head = headOf(parts.get(part));
                heads = heads == null ? head : heads.or(head);
            }
        }
        return heads;
    }

    private static List<Stage> stagesOf(Stage group) {
        return ((Stage.Group) group.body()).stages();
    }

    /** When an event could be the first of a stage. */
    private static Guard fits(Stage stage) {
        return switch (stage.body()) {
            case Stage.One(var condition, _) -> new Guard.Fits(condition);
            case Stage.Absent(var condition) -> new Guard.Fits(condition);
            case Stage.Group _ -> Guard.ALWAYS;
            case Stage.Choice(var branches) -> headOfAny(branches);
            case Stage.AnyOrder(var parts) -> headOfAny(parts);
        };
    }

    private static Guard headOfAny(List<List<Stage>> sequences) {
        return sequences.stream().map(AutomatonBuilder::headOf).reduce(Guard::or).orElseThrow();
    }

    private static Guard headOf(List<Stage> stages) {
        Guard head = null;
        for (Stage stage : stages) {
            Guard first = stage.body() instanceof Stage.Group(var inner) ? headOf(inner) : fits(stage);
            head = head == null ? first : head.or(first);
            if (!stage.optional()) {
                return head;
            }
        }
        return head;
    }

    private Guard taking(Stage stage) {
        return goesOn(stage).and(fits(stage).and(groupGoesOn(scope.group())));
    }

    /** That the loop of the stage is not ended by the event. */
    private static Guard goesOn(Stage stage) {
        return stage.until() == Stage.NONE ? Guard.ALWAYS : new Guard.Fits(stage.until()).not();
    }

    private static Guard groupGoesOn(Stage group) {
        return group == null ? Guard.ALWAYS : goesOn(group);
    }

    private static Guard until(Guard pass, Stage stage) {
        return pass == null ? null : pass.and(goesOn(stage));
    }

    /** When an event may be passed over before the first round; null for never. */
    private Guard passing(int at) {
        Stage stage = scope.stages().get(at);
        Contiguity contiguity = stage.link();
        if (scope.isHeadOfGroup(at)) {
            contiguity = isFirstRound(scope.group()) ? scope.group().link() : scope.group().inner();
        }
        return inGroup(passing(contiguity, fits(stage)));
    }

    /** When an event may be passed over between rounds; null for never. */
    private Guard passingInside(int at) {
        Stage stage = scope.stages().get(at);
        Contiguity contiguity = scope.isHeadOfGroup(at) ? scope.group().inner() : stage.inner();
        return inGroup(passing(contiguity, fits(stage)));
    }

    private Guard inGroup(Guard pass) {
        return pass == null ? null : pass.and(groupGoesOn(scope.group()));
    }

    private static Guard passing(Contiguity contiguity, Guard fits) {
        return switch (contiguity) {
            case STRICT -> null;
            case SKIP_TILL_NEXT -> fits.not();
            case SKIP_TILL_ANY -> Guard.ALWAYS;
        };
    }

    private boolean isFirstRound(Stage group) {
        return firstRound.getOrDefault(group, true);
    }

    private boolean isHeadOfOptionalGroup(int at) {
        return scope.isHeadOfGroup(at) && isFirstRound(scope.group()) && scope.group().optional();
    }

    /** The absences that hold while a run waits for a stage: those before it, over optional stages too. */
    private List<Forbidden> forbidden(int at) {
        var forbidden = new ArrayList<Forbidden>();
        for (int before = at - 1; before >= 0; before--) {
            Stage stage = scope.stages().get(before);
            if (stage.isAbsenceUpToNext()) {
                forbidden.add(new Forbidden(fits(stage).and(groupGoesOn(scope.group())), stage));
            } else if (!stage.optional()) {
                break;
            }
        }
        return forbidden;
    }

    private void forbid(int at, State state) {
        for (Forbidden absence : forbidden(at)) {
            state.proceed(stop(absence.absence()), absence.guard());
        }
    }

    private void boundByFollowing(State state) {
        if (following != null && following.isAbsenceUpToNext()) {
            state.proceed(stop(following), fits(following).and(groupGoesOn(scope.group())));
        }
    }

    /** The sink as it is once an optional stage has taken an event: the absences before that stage are done with. */
    private State withoutForbidden(int at, State sink) {
        if (!scope.stages().get(at).optional()) {
            return sink;
        }
        List<State> done = forbidden(at).stream().map(absence -> stop(absence.absence())).toList();
        return done.isEmpty() ? sink : withoutEdgesTo(done, sink, new IdentityHashMap<>());
    }

    private State withoutEdgesTo(List<State> stopStates, State state, Map<State, State> copies) {
        State known = copies.get(state);
        if (known != null) {
            return known;
        }
        State copy = state(state.kind, state.gapMillis);
        copies.put(state, copy);
        for (Edge edge : List.copyOf(state.edges)) {
            if (edge.action() != Action.PROCEED) {
                copy.edges.add(retargeted(edge, state, copy));
            } else if (edge.target().kind != Kind.STOP) {
                copy.proceed(withoutEdgesTo(stopStates, edge.target(), copies), edge.guard());
            } else if (!stopStates.contains(edge.target())) {
                copy.edges.add(edge);
            }
        }
        return copy;
    }

    private State copy(State state) {
        State copy = state(state.kind, state.gapMillis);
        state.edges.forEach(edge -> copy.edges.add(retargeted(edge, state, copy)));
        return copy;
    }

    private static Edge retargeted(Edge edge, State from, State copy) {
        return edge.target() == from ? new Edge(edge.action(), copy, edge.guard(), edge.variable()) : edge;
    }

    private State stop(Stage absence) {
        return stops.computeIfAbsent(absence, _ -> state(Kind.STOP, State.UNLIMITED));
    }

    private State state(Kind kind, long gapMillis) {
        if (states.size() == MAX_STATES) {
            throw new PatternCompileException("the pattern is too large: it needs more than " + MAX_STATES
                    + " states (a count {n} needs n of them)");
        }
        var state = new State(states.size(), kind, gapMillis);
        states.add(state);
        return state;
    }
}
