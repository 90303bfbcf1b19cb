package io.millrace.pattern;

import io.millrace.pattern.automaton.Automaton;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The open runs of one key of one pattern. Made by {@link PatternMatcher#newState} and {@link PatternMatcher#read}, and
 * good for matchers of the same compiled pattern only. Mutable; belongs to one thread at a time.
 *
 * @param <E> the type of the events
 */
public final class KeyState<E> {

    private static final long[] NONE = {};
    /** So many times as many dead events as live ones may be kept, and some. */
    private static final int LITTER = 8;
    private static final int LITTER_ALLOWED = 1_000;

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
    /** How many events were ever kept, and how many of them are certainly gone. */
    private long counted;
    private long gone;
    private long dueMillis = Automaton.UNLIMITED;
    private long changes;
    private int stamp;
    private int storedBytes;

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
        return isEmpty() ? 0 : Graph.of(this).openRuns();
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

    /**
     * At least as many events as are kept: those since the first open run, as far as they were not found to be gone.
     */
    int kept() {
        long since = starts.isEmpty() ? 0 : counted - starts.keptBeforeFirst();
        return (int) Math.min(Integer.MAX_VALUE, Math.min(since, counted - gone));
    }

    /** How many bytes it took when it was last stored; 0 when it has not been. */
    int storedBytes() {
        return storedBytes;
    }

    void stored(int bytes) {
        storedBytes = bytes;
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
        counted++;
    }

    void begin(Arrival<E> arrival) {
        starts.add(arrival.position(), arrival.timestampMillis(), counted);
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
            bucket = automaton.lookBacks(state) == 0 ? new SharedBucket<>(isTimed(state)) : new SingleBucket<>();
            buckets[state] = bucket;
        }
        occupy(state);
        if (bucket instanceof SingleBucket && !(runs instanceof Taken<E> taken && taken.isSingle())) {
            Bucket<E> singles = bucket;
            Paths.walk(runs, liveFrom, Long.MAX_VALUE, path -> {
                singles.add(path.toChain());
                counted += path.events.length;
                return kept() <= pattern.options().maxKeptEvents();
            });
        } else {
            bucket.add(runs);
        }
    }

    /** Puts the entries of a list that has been read, from one on, into a state in which branches move together. */
    void adopt(int state, RunList<E> list, int from) {
        var bucket = new SharedBucket<E>(isTimed(state));
        bucket.adopt(list, from);
        buckets[state] = bucket;
        occupy(state);
    }

    /** Whether branches may wait in a state only so long. */
    boolean isTimed(int state) {
        return automaton.gapMillis(state) != Automaton.UNLIMITED;
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

    /** Ends a run out of turn. */
    void end(long start) {
        Graph<E> graph = Graph.of(this);
        graph.end(start);
        forgetDead(graph);
    }

    /** Forgets what belongs to dead runs; {@link #kept} and the starts are exact afterwards. */
    void forgetDead() {
        forgetDead(Graph.of(this));
    }

    private void forgetDead(Graph<E> graph) {
        graph.forgetDead();
        for (int state = nextOccupied(0); state >= 0; state = nextOccupied(state + 1)) {
            buckets[state].dropAllBefore(liveFrom);
            checkEmpty(state);
        }
        starts.retain(graph.liveStarts());
        gone = counted - graph.liveSize();
    }

    /**
     * Forgets what belongs to dead runs when it is much more than what is live: in a loop live events lead back to dead
     * ones without end.
     */
    void tidy() {
        if (automaton.loops() && counted - gone > LITTER * (long) kept() + LITTER_ALLOWED) {
            forgetDead();
        }
    }

    /** Adds live branches one by one, so that those that started first can be dropped first. */
    void addEach(int state, Runs<E> runs) {
        if (runs instanceof Slice<E> slice) {
            for (int i = slice.from; i < slice.to; i++) {
                Runs<E> entry = slice.list.get(i);
                if (entry != null && entry.maxStart() >= liveFrom) {
                    add(state, entry);
                }
            }
        } else {
            add(state, runs);
        }
    }

    /** Works out anew when time alone may change something. */
    void updateDue() {
        if (isEmpty()) {
            starts.clear();
            counted = 0;
            gone = 0;
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
