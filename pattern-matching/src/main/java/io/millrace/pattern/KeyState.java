package io.millrace.pattern;

import io.millrace.pattern.automaton.Automaton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * The open runs of one key of one pattern. Made by {@link PatternMatcher#newState} and {@link PatternMatcher#read}, and
 * good for matchers of the same compiled pattern only. Mutable; belongs to one thread at a time.
 *
 * @param <E> the type of the events
 */
public final class KeyState<E> {

    private static final long[] NONE = {};

    private final CompiledPattern<E> pattern;
    private final Automaton automaton;
    private Bucket<E>[] buckets;
    /** The states in which branches wait, as bits: the first 64, and the others where there are more. */
    private long occupied;
    private final long[] moreOccupied;
    final Starts starts = new Starts();
    /** Complete, but held back while earlier runs are open: {@link MatchOrder#BY_START}. */
    final List<HeldMatch<E>> held = new ArrayList<>(0);
    private long liveFrom;
    private long nextPosition;
    private int kept;
    private long dueMillis = Automaton.UNLIMITED;
    private long changes;
    private int stamp;

    KeyState(CompiledPattern<E> pattern) {
        this.pattern = pattern;
        this.automaton = pattern.automaton();
        this.buckets = buckets(automaton.size());
        this.moreOccupied = automaton.size() <= Long.SIZE ? NONE : new long[(automaton.size() - 1) / Long.SIZE];
    }

    /** Whether nothing is open: there is nothing to keep then. */
    public boolean isEmpty() {
        return nextOccupied(0) < 0 && held.isEmpty();
    }

    /** How many runs are open. Takes time in proportion to the events kept. */
    public int openRuns() {
        return isEmpty() ? 0 : Graph.of(this).liveStarts().length;
    }

    /**
     * The earliest time, in milliseconds since the epoch, at which {@link PatternMatcher#onTime} may have something to do;
     * empty when time alone changes nothing.
     */
    public OptionalLong nextDeadline() {
        return dueMillis == Automaton.UNLIMITED ? OptionalLong.empty() : OptionalLong.of(dueMillis);
    }

    /** Rises with each change. While it stays the same, a stored form stays good. */
    public long changes() {
        return changes;
    }

    CompiledPattern<E> pattern() {
        return pattern;
    }

    Automaton automaton() {
        return automaton;
    }

    /** The states in which branches wait among those of a word, as bits. */
    long occupied(int word) {
        return word == 0 ? occupied : moreOccupied[word - 1];
    }

    private void occupy(int state) {
        if (state < Long.SIZE) {
            occupied |= 1L << state;
        } else {
            moreOccupied[(state >> 6) - 1] |= 1L << state;
        }
    }

    private void vacate(int state) {
        if (state < Long.SIZE) {
            occupied &= ~(1L << state);
        } else {
            moreOccupied[(state >> 6) - 1] &= ~(1L << state);
        }
    }

    /** The branches in a state; null when there are none. */
    Bucket<E> bucket(int state) {
        return (occupied(state >> 6) >>> state & 1) == 0 ? null : buckets[state];
    }

    /** Runs that started before it are dead. */
    long liveFrom() {
        return liveFrom;
    }

    long nextPosition() {
        return nextPosition;
    }

    long dueMillis() {
        return dueMillis;
    }

    int kept() {
        return kept;
    }

    /** Another number each time: tells one {@link Graph} from the next. */
    int nextStamp() {
        return ++stamp;
    }

    void changed() {
        changes++;
    }

    /** Counts an event that was taken and kept. */
    void countKept() {
        kept++;
    }

    void positions(long liveFromPosition, long next) {
        liveFrom = liveFromPosition;
        nextPosition = next;
    }

    void took(long position) {
        nextPosition = position + 1;
    }

    /**
     * Adds branches to those in a state. Where each has to stand alone, no more are added than may be kept: the oldest
     * runs are about to be dropped then.
     */
    void add(int state, Runs<E> runs) {
        Bucket<E> bucket = buckets[state];
        if (bucket == null) {
            bucket = automaton.lookBacks(state) == 0 ? new SharedBucket<>() : new SingleBucket<>();
            buckets[state] = bucket;
        }
        occupy(state);
        if (bucket instanceof SingleBucket && !(runs instanceof Taken<E> taken && taken.isSingle())) {
            Bucket<E> singles = bucket;
            Paths.walk(runs, liveFrom, Long.MAX_VALUE, path -> {
                singles.add(path.toChain());
                kept += path.events.length;
                return kept <= pattern.options().maxKeptEvents();
            });
        } else {
            bucket.add(runs);
        }
    }

    /** Notes that the branches in a state may all be gone. */
    void checkEmpty(int state) {
        if (buckets[state].isEmpty()) {
            vacate(state);
        }
    }

    void clear(int state) {
        buckets[state].clear();
        vacate(state);
    }

    /** Drops the runs that started before a position; not their matches that are held back. */
    void dropBefore(long position) {
        if (position > liveFrom) {
            liveFrom = position;
            starts.dropBefore(position);
            for (int state = nextOccupied(0); state >= 0; state = nextOccupied(state + 1)) {
                buckets[state].dropBefore(position);
                checkEmpty(state);
            }
        }
    }

    /** The first state at or after {@code from} in which branches wait; -1 for none. */
    int nextOccupied(int from) {
        int word = from >> 6;
        if (word > moreOccupied.length) {
            return -1;
        }
        long bits = occupied(word) & -1L << from;
        while (bits == 0) {
            if (++word > moreOccupied.length) {
                return -1;
            }
            bits = occupied(word);
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** Keeps only live runs whose start fits, and forgets what belongs to dead ones. */
    void retain(LongPredicate start) {
        Graph<E> graph = Graph.of(this).filtered(this, start);
        buckets = buckets(automaton.size());
        occupied = 0;
        Arrays.fill(moreOccupied, 0);
        graph.forEachState(this::addEach);
        starts.retain(graph.liveStarts());
        kept = graph.size();
    }

    /** Adds branches one by one, so that those that started first can be dropped first. */
    void addEach(int state, Runs<E> runs) {
        if (runs instanceof Slice<E> slice) {
            for (int i = slice.from; i < slice.to; i++) {
                add(state, slice.entries[i]);
            }
        } else {
            add(state, runs);
        }
    }

    /** Works out anew when time alone may change something. */
    void updateDue() {
        if (isEmpty()) {
            starts.clear();
            kept = 0;
            dueMillis = Automaton.UNLIMITED;
            return;
        }
        trimStarts();
        long due = starts.isEmpty()
                ? Automaton.UNLIMITED
                : Deadlines.after(starts.firstMillis(), pattern.withinMillis());
        for (int state : pattern.gapStates()) {
            Bucket<E> bucket = bucket(state);
            if (bucket != null) {
                due = Math.min(due, Deadlines.after(bucket.earliestLastMillis(), automaton.gapMillis(state)));
            }
        }
        dueMillis = due;
    }

    /** Forgets starts of which no branch can be left. */
    private void trimStarts() {
        long earliest = held.isEmpty() ? Long.MAX_VALUE : held.getFirst().path().startPosition();
        for (int state = nextOccupied(0); state >= 0; state = nextOccupied(state + 1)) {
            earliest = Math.min(earliest, buckets[state].minStart());
        }
        starts.dropBefore(Math.max(earliest, liveFrom));
    }

    @SuppressWarnings("unchecked")
    private static <E> Bucket<E>[] buckets(int size) {
        return new Bucket[size];
    }
}
