package io.millrace.pattern;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The stored form of the state of a key: a header that can be read alone, each event once, then the graph of branches.
 * A list that branches share is written once, bit by bit as far as each of its parts reaches, and shared again when it is
 * read, so that a state stays as small as it is however often it is stored.
 *
 * <pre>
 * version 3 (1) | fingerprint (4) | deadline (8) | open runs (4)
 * live from | next position
 * graph, in the order of positions, each: 2 * variable, 1 more when it is of another event than the one before, which
 *   follows then; runs before
 * states, each: 2 * number, and
 *   when the branches wait in a list: 1 more, list, a part, and in a state with a gap limit the room left in the list
 *   or else: how many there are, each: runs
 * held matches, each: end, events, each: event, variable
 * event: position, time, length, bytes; in the graph position and time are the difference to the event before
 * runs: 0 for none or dead ones, or 2 * number in the graph + 1, or 2 * list + 2 and a part
 * part: length of the list when it is its first, from, length, earliest start - live from, latest - earliest start,
 *   and those entries of the list up to its end that no part before has had, each: runs
 * </pre>
 *
 * All that follows the header is in numbers of variable length ({@link Numbers}).
 */
final class StateFormat {

    static final byte VERSION = 3;
    static final int NOTHING = 0;

    private static final int FINGERPRINT_AT = 1;
    private static final int DEADLINE_AT = FINGERPRINT_AT + Integer.BYTES;
    private static final int RUNS_AT = DEADLINE_AT + Long.BYTES;
    private static final int BODY_AT = RUNS_AT + Integer.BYTES;

    private StateFormat() {}

    static OptionalLong deadline(byte[] stored) {
        long deadline = ByteBuffer.wrap(stored).getLong(DEADLINE_AT);
        return deadline == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(deadline);
    }

    static int openRuns(byte[] stored) {
        return ByteBuffer.wrap(stored).getInt(RUNS_AT);
    }

    static <E> byte[] write(KeyState<E> state, EventCodec<E> codec) {
        Graph<E> graph = Graph.of(state);
        var out = new Numbers(state.storedBytes());
        out.writeByte(VERSION);
        out.writeFixed(state.automaton().fingerprint(), Integer.BYTES);
        out.writeFixed(state.dueMillis(), Long.BYTES);
        out.writeFixed(graph.openRuns(), Integer.BYTES);
        new StateWriter<>(state, graph, codec, out).write();
        byte[] stored = out.toByteArray();
        state.stored(stored.length);
        return stored;
    }

    static <E> KeyState<E> read(CompiledPattern<E> pattern, byte[] stored, EventCodec<E> codec) {
        if (stored.length < BODY_AT || stored[0] != VERSION) {
            throw new IllegalArgumentException("not a stored state of version " + VERSION);
        }
        if (ByteBuffer.wrap(stored).getInt(FINGERPRINT_AT) != pattern.automaton().fingerprint()) {
            throw new IllegalArgumentException("the stored state is of another pattern");
        }
        KeyState<E> state = new StateReader<>(pattern, new Numbers(stored, BODY_AT), codec).read();
        state.stored(stored.length);
        return state;
    }
}
