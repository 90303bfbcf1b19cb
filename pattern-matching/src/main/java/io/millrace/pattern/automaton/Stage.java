package io.millrace.pattern.automaton;

import io.millrace.pattern.Contiguity;
import java.util.List;

/**
 * An element of a pattern with all that is said of it: what it takes, how it follows the one before, how often it may
 * come. Compared by identity in the builder: two equal elements are two stages.
 *
 * @param body what is taken
 * @param link how it follows the stage before; of no meaning for the first stage of the pattern
 * @param gapMillis the exclusive limit of the time since the event before, or {@link State#UNLIMITED}
 * @param min the fewest repetitions, at least 1
 * @param max the most, or {@link #UNBOUNDED}
 * @param optional whether there may be none
 * @param greedy whether it goes on for as long as events fit
 * @param inner how repetitions follow each other
 * @param until the condition that ends the loop, or {@link #NONE}
 */
record Stage(Body body, Contiguity link, long gapMillis, int min, int max, boolean optional, boolean greedy,
        Contiguity inner, int until) {

    static final int UNBOUNDED = -1;
    static final int NONE = -1;

    /** What a stage takes. */
    sealed interface Body {}

    /** One event under a variable; conditions and variables are numbered. */
    record One(int condition, int variable) implements Body {}

    /** No event that fits a condition. */
    record Absent(int condition) implements Body {}

    /** Stages in order. */
    record Group(List<Stage> stages) implements Body {}

    /** One of several sequences. */
    record Choice(List<List<Stage>> branches) implements Body {}

    /** All of several sequences, one after the other, in whatever order. */
    record AnyOrder(List<List<Stage>> parts) implements Body {}

    static Stage once(Body body, Contiguity link, long gapMillis) {
        return new Stage(body, link, gapMillis, 1, 1, false, false, Contiguity.SKIP_TILL_NEXT, NONE);
    }

    Stage asOptional() {
        return new Stage(body, link, gapMillis, min, max, true, greedy, inner, until);
    }

    Stage after(Contiguity otherLink, long otherGapMillis) {
        return new Stage(body, otherLink, otherGapMillis, min, max, optional, greedy, inner, until);
    }

    boolean loops() {
        return max == UNBOUNDED;
    }

    boolean isGroup() {
        return body instanceof Group;
    }

    /** An absence of all events up to the next stage: {@code -> !x}. */
    boolean isAbsenceUpToNext() {
        return body instanceof Absent && link != Contiguity.STRICT;
    }

    /** An absence of the very next event: {@code , !x}. */
    boolean isAbsenceNext() {
        return body instanceof Absent && link == Contiguity.STRICT;
    }

    /** That an event could be the first of the stage. */
    Guard fits() {
        return switch (body) {
            case One(var condition, _) -> new Guard.Fits(condition);
            case Absent(var condition) -> new Guard.Fits(condition);
            case Group _ -> Guard.ALWAYS;
            case Choice(var branches) -> headOfAny(branches);
            case AnyOrder(var parts) -> headOfAny(parts);
        };
    }

    /** That the loop of the stage is not ended by the event. */
    Guard goesOn() {
        return until == NONE ? Guard.ALWAYS : new Guard.Fits(until).not();
    }

    private static Guard headOfAny(List<List<Stage>> sequences) {
        return sequences.stream().map(Stage::headOf).reduce(Guard::or).orElseThrow();
    }

    /** That an event could be the first of a sequence. */
    static Guard headOf(List<Stage> stages) {
        Guard head = null;
        for (Stage stage : stages) {
            Guard first = stage.body() instanceof Group(var inner) ? headOf(inner) : stage.fits();
            head = head == null ? first : head.or(first);
            if (!stage.optional()) {
                return head;
            }
        }
        return head;
    }
}
