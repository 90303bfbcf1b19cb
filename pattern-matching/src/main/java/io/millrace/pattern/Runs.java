package io.millrace.pattern;

/**
 * A set of branches, shared and never copied: each is a path from a {@link Taken} back to the event that began its run.
 * After A. Bucchi et al., "CORE: a COmplex event Recognition Engine" (PVLDB 15, 2022), whose events are nodes of a graph
 * and whose matches are its paths; here with the starts as bounds, by which expired paths are cut.
 *
 * <p>Paths whose run started before the key's {@link KeyState#liveFrom} are dead and are passed over wherever paths are
 * walked. Apart from such the branches never change.
 */
sealed interface Runs<E> permits Taken, Slice {

    /** The {@link #maxStart} of what has no live run. */
    long DEAD = -1;

    /** A lower bound of the positions at which its runs started. */
    long minStart();

    /** The position at which its youngest run started. */
    long maxStart();

    /** Works out {@link #maxStart} anew after runs have ended out of turn; what came before must have done so. */
    void limit();
}
