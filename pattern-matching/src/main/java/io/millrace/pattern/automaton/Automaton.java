package io.millrace.pattern.automaton;

import io.millrace.pattern.PatternNode;
import io.millrace.pattern.automaton.State.Edge;
import io.millrace.pattern.automaton.State.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The automaton of a pattern, as a table: states by number, and what a run in a state does on an event that fits given
 * conditions. Immutable but for a bounded memory of answers; thread-safe.
 */
public final class Automaton {

    /** The number of conditions that a pattern can have. */
    public static final int MAX_CONDITIONS = 62;

    /** No limit of time. */
    public static final long UNLIMITED = State.UNLIMITED;

    private static final int MAX_REMEMBERED = 4_096;
    private static final int FEW_CONDITIONS = 10;

    /**
     * What all states do on an event.
     *
     * @param moves by state; null where the event changes nothing
     * @param moving the states where it changes something, as bits, 64 to a word
     */
    public record Row(Moves[] moves, long[] moving) {}

    private final List<String> variables;
    private final State[] states;
    private final int start;
    private final long[] lookBacks;
    private final boolean[] pending;
    private final List<List<String>> awaited;
    private final boolean forks;
    private final boolean keepsOrder;
    private final boolean loops;
    /** The rows of patterns with few conditions, which then need no search; filled as they are asked for. */
    private final Row[] fewRows;
    private final Map<Long, Row> rows = new ConcurrentHashMap<>();

    private Automaton(List<String> variables, AutomatonBuilder.Built built, int conditions, long lookBack) {
        this.variables = variables;
        this.states = built.states().toArray(State[]::new);
        this.start = built.start().index;
        this.lookBacks = new long[states.length];
        for (State state : states) {
            lookBacks[state.index] = conditionsOf(state) & lookBack;
        }
        this.pending = new boolean[states.length];
        for (State state : states) {
            pending[state.index] = MoveFinder.reachable(state, 0).stream().anyMatch(
                    reached -> reached.kind == Kind.PENDING);
        }
        this.awaited = built.states().stream().map(this::awaited).toList();
        this.forks = anyForks();
        this.keepsOrder = !forks && Arrays.stream(lookBacks).allMatch(bits -> bits == 0);
        this.loops = anyLoops();
        this.fewRows = new Row[conditions <= FEW_CONDITIONS ? 1 << conditions : 1];
    }

    /**
     * The automaton of a pattern.
     *
     * @param conditions the names of its conditions, at most {@link #MAX_CONDITIONS}; condition {@code i} is bit {@code i}
     * @param variables the names that capture, in the order of the pattern
     * @param lookBack the conditions that depend on more than the event, as bits
     * @param hasWindow whether the time of a match is limited as a whole
     * @throws io.millrace.pattern.PatternCompileException when the pattern can't be matched with bounded state
     */
    public static Automaton of(PatternNode pattern, List<String> conditions, List<String> variables, long lookBack,
            boolean hasWindow) {
        List<Stage> stages = new StageReader(conditions, variables).read(pattern, hasWindow);
        return new Automaton(List.copyOf(variables), AutomatonBuilder.build(stages), conditions.size(), lookBack);
    }

    /** How many states there are. */
    public int size() {
        return states.length;
    }

    /** The state in which every run begins. */
    public int start() {
        return start;
    }

    /** The names that capture, by number. */
    public List<String> variables() {
        return variables;
    }

    /** Whether a run in a state is complete but for an absence, and so a match at its deadline. */
    public boolean isPending(int state) {
        return pending[state];
    }

    /** How long after its latest event a run may wait in a state, exclusive, or {@link #UNLIMITED}. */
    public long gapMillis(int state) {
        return states[state].gapMillis;
    }

    /** Where runs wait on when the gap limit of a state has passed, or {@link Moves#NOWHERE}: they end. */
    public int afterGap(int state) {
        State next = states[state].afterGap;
        return next == null || next.isFinal() ? Moves.NOWHERE : next.index;
    }

    /** The conditions that look back and matter to runs in a state, as bits. */
    public long lookBacks(int state) {
        return lookBacks[state];
    }

    /** Whether a run may have several branches. */
    public boolean forks() {
        return forks;
    }

    /** Whether branches are always found in the order in which their runs started, since none overtakes another. */
    public boolean keepsOrder() {
        return keepsOrder;
    }

    /** Whether a branch may take events without end. */
    public boolean loops() {
        return loops;
    }

    /** Whether states are left when those are taken away, again and again, to which none leads. */
    private boolean anyLoops() {
        var leading = new int[states.length];
        for (State state : states) {
            onward(state).forEach(next -> leading[next.index]++);
        }
        var open = new ArrayDeque<State>();
        Arrays.stream(states).filter(state -> leading[state.index] == 0).forEach(open::add);
        int left = states.length;
        while (!open.isEmpty()) {
            left--;
            onward(open.poll()).filter(next -> --leading[next.index] == 0).forEach(open::add);
        }
        return left > 0;
    }

    private static Stream<State> onward(State state) {
        return state.edges.stream().filter(edge -> edge.action() != State.Action.IGNORE).map(Edge::target);
    }

    private boolean anyForks() {
        boolean found = false;
        for (State state : states) {
            long takes = state.edges.stream().filter(edge -> edge.action() == State.Action.TAKE).count();
            long proceeds = state.edges.stream().filter(edge -> edge.action() == State.Action.PROCEED
                    && edge.target().kind != Kind.STOP).count();
            boolean ignoresAll = state.edges.stream().anyMatch(edge -> edge.action() == State.Action.IGNORE
                    && edge.guard() == Guard.ALWAYS);
            found |= takes + proceeds > 1 || ignoresAll;
        }
        return found;
    }

    /** What all states do on an event that fits these conditions and no others. */
    public Row row(long truths) {
        if (truths < fewRows.length) {
            int index = (int) truths;
            Row few = fewRows[index];
            if (few == null) {
                few = compute(truths);
                fewRows[index] = few;
            }
            return few;
        }
        Row known = rows.get(truths);
        if (known != null) {
            return known;
        }
        Row row = compute(truths);
        if (rows.size() < MAX_REMEMBERED) {
            rows.put(truths, row);
        }
        return row;
    }

    /** The variables whose events move a run in a state on, in the order of the pattern. */
    public List<String> awaited(int state) {
        return awaited.get(state);
    }

    private List<String> awaited(State state) {
        return reachable(state).stream().flatMap(reached -> reached.edges.stream()).filter(
                edge -> edge.action() == State.Action.TAKE).map(Edge::variable).distinct().sorted().map(
                        variables::get).toList();
    }

    /** A number that tells automata apart whose states mean different things. */
    public int fingerprint() {
        int hash = variables.hashCode();
        for (State state : states) {
            hash = 31 * hash + state.kind.ordinal();
            for (Edge edge : state.edges) {
                hash = 31 * hash + 7 * edge.action().ordinal() + 31 * edge.target().index + edge.variable();
                hash = 31 * hash + Long.hashCode(edge.guard().mentions());
            }
        }
        return hash;
    }

    private Row compute(long truths) {
        var moves = new Moves[states.length];
        var moving = new long[(states.length + 63) / 64];
        for (State state : states) {
            Moves found = MoveFinder.of(state, truths);
            if (!found.isStay()) {
                moves[state.index] = found;
                moving[state.index / 64] |= 1L << state.index;
            }
        }
        return new Row(moves, moving);
    }

    private static LinkedHashSet<State> reachable(State from) {
        var found = new LinkedHashSet<State>();
        var open = new ArrayDeque<State>(List.of(from));
        while (!open.isEmpty()) {
            State state = open.poll();
            if (found.add(state)) {
                state.edges.stream().filter(edge -> edge.action() == State.Action.PROCEED).forEach(
                        edge -> open.add(edge.target()));
            }
        }
        return found;
    }

    private static long conditionsOf(State state) {
        long conditions = 0;
        for (State reached : reachable(state)) {
            for (Edge edge : reached.edges) {
                conditions |= edge.guard().mentions();
                if (edge.action() == State.Action.TAKE) {
                    conditions |= reachable(edge.target()).stream().flatMap(next -> next.edges.stream()).filter(
                            next -> next.action() == State.Action.PROCEED).mapToLong(
                                    next -> next.guard().mentions()).reduce(0, (left, right) -> left | right);
                }
            }
        }
        return conditions;
    }
}
