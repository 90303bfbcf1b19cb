package io.millrace.pattern;

import java.util.function.Consumer;

/** The branches that wait in one state. Belongs to one key. */
sealed interface Bucket<E> permits SharedBucket, SingleBucket {

    /** Adds branches; they are the latest. */
    void add(Runs<E> runs);

    /** All of them as they are now. */
    Runs<E> snapshot();

    void clear();

    boolean isEmpty();

    /** Lets go of what started before a position, as far as that is cheap; it is empty afterwards if all did. */
    void dropBefore(long liveFrom);

    /** Lets go of all that started before a position, after runs have ended out of turn too. */
    void dropAllBefore(long liveFrom);

    /** Takes out the branches whose latest event is not after a time, and hands them on. */
    void removeUntil(long lastMillis, Consumer<Runs<E>> removed);

    /** A lower bound of the positions at which its runs started; {@link Long#MAX_VALUE} when it is empty. */
    long minStart();

    /** The latest event of the branches that have waited longest; {@link Long#MAX_VALUE} when it is empty. */
    long earliestLastMillis();

    /** Adds all to a graph. */
    void addTo(Graph<E> graph);
}
