package io.millrace.pattern.automaton;

/**
 * What a run that waits in one state does on an event. A run may do several things at once and so fork; one that does
 * nothing of all this ends.
 *
 * @param stays whether it goes on waiting where it is
 * @param takes the ways of taking the event
 * @param passesTo the states in which it waits on, without having taken the event
 * @param completesUntaken whether it is complete without the event
 */
public record Moves(boolean stays, Take[] takes, int[] passesTo, boolean completesUntaken) {

    /**
     * A way of taking an event.
     *
     * @param variable the number of the variable under which it is taken
     * @param target the state in which the run waits on, or {@link #NOWHERE}
     * @param completes whether the run is complete by it
     */
    public record Take(int variable, int target, boolean completes) {}

    /** No state. */
    public static final int NOWHERE = -1;

    /** Whether the event changes nothing. */
    public boolean isStay() {
        return stays && takes.length == 0 && passesTo.length == 0 && !completesUntaken;
    }
}
