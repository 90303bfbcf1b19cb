package io.millrace.pattern;

import io.millrace.pattern.automaton.Automaton;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A pattern joined with its conditions and options, ready to be matched. Immutable, and thread-safe as far as its
 * conditions are.
 *
 * @param <E> the type of the events
 */
public final class CompiledPattern<E> {

    private final PatternNode node;
    private final PatternOptions options;
    private final Automaton automaton;
    private final List<Condition<E>> conditions;
    private final Predicate<? super E>[] fits;
    private final String closingAbsence;
    private final boolean needsEveryEvent;
    private final int[] gapStates;
    private final long withinMillis;
    private final boolean endsSilently;

    @SuppressWarnings("unchecked")
    CompiledPattern(PatternNode node, PatternOptions options, Automaton automaton, List<Condition<E>> conditions,
            String closingAbsence, boolean needsEveryEvent) {
        this.node = node;
        this.options = options;
        this.automaton = automaton;
        this.conditions = List.copyOf(conditions);
        this.fits = conditions.stream().map(Condition::fits).toArray(Predicate[]::new);
        this.closingAbsence = closingAbsence;
        this.needsEveryEvent = needsEveryEvent;
        this.gapStates = IntStream.range(0, automaton.size()).filter(
                state -> automaton.gapMillis(state) != Automaton.UNLIMITED).toArray();
        this.withinMillis = options.within().map(Duration::toMillis).orElse(Automaton.UNLIMITED);
        this.endsSilently = !options.emitTimeouts() && closingAbsence == null && gapStates.length == 0;
    }

    /** The syntax tree it was compiled from. */
    public PatternNode node() {
        return node;
    }

    /** The options it was compiled with. */
    public PatternOptions options() {
        return options;
    }

    /** The names under which events are captured, in the order of the pattern. */
    public List<String> variables() {
        return automaton.variables();
    }

    /** The names under which the first event of a run can be captured, in the order of the pattern. */
    public List<String> firstVariables() {
        return automaton.awaited(automaton.start());
    }

    /**
     * Whether events that fit no condition matter too, since some element must come directly after another. If not,
     * such events need not be given to the matcher.
     */
    public boolean needsEveryEvent() {
        return needsEveryEvent;
    }

    Automaton automaton() {
        return automaton;
    }

    Condition<E> condition(int number) {
        return conditions.get(number);
    }

    /** The name of the absence that has to hold up to the end; null when the pattern does not end with one. */
    String closingAbsence() {
        return closingAbsence;
    }

    /** Whether nothing is told of branches whose time is up, and only the time since their start counts. */
    boolean endsSilently() {
        return endsSilently;
    }

    /** The states with a gap limit. */
    int[] gapStates() {
        return gapStates;
    }

    long withinMillis() {
        return withinMillis;
    }

    /** The conditions that an event fits as far as it alone decides, as bits. */
    long truths(E event) {
        long truths = 0;
        for (int i = 0; i < fits.length; i++) {
            if (fits[i].test(event)) {
                truths |= 1L << i;
            }
        }
        return truths;
    }
}
