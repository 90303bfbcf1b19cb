package io.millrace.pattern;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The stored form of the state of a key: a header that can be read alone, each event once, then the graph of branches.
 * Lists that branches share are written once, up to where they are used.
 *
 * <pre>
 * version 2 (1) | fingerprint (4) | deadline (8) | open runs (4)
 * live from | next position
 * graph, in the order of positions, each: variable, 0 for the event of the one before or 1 and an event, runs before
 * states, each: number, runs that wait there
 * held matches, each: end, events, each: event, variable
 * event: position, time, length, bytes; in the graph position and time are the difference to the event before
 * runs: 0, or 1 and a number in the graph, or 2 and a part of a list:
 *   list, from, to, earliest start, latest start, and those of its entries that no part before has had
 * </pre>
 *
 * All that follows the header is in numbers of variable length ({@link Numbers}).
 */
final class StateFormat {

    static final byte VERSION = 2;
    static final int SAME_EVENT = 0;
    static final int NEW_EVENT = 1;
    static final int NOTHING = 0;
    static final int EVENT = 1;
    static final int LIST = 2;

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
        Graph<E> graph = Graph.of(state).live(state);
        var out = new Numbers();
        out.writeByte(VERSION);
        out.writeFixed(state.automaton().fingerprint(), Integer.BYTES);
        out.writeFixed(state.nextDeadline().orElse(Long.MAX_VALUE), Long.BYTES);
        out.writeFixed(graph.liveStarts().length, Integer.BYTES);
        new StateWriter<>(state, graph, codec, out).write();
        return out.toByteArray();
    }

    static <E> KeyState<E> read(CompiledPattern<E> pattern, byte[] stored, EventCodec<E> codec) {
        if (stored.length < BODY_AT || stored[0] != VERSION) {
            throw new IllegalArgumentException("not a stored state of version " + VERSION);
        }
        if (ByteBuffer.wrap(stored).getInt(FINGERPRINT_AT) != pattern.automaton().fingerprint()) {
            throw new IllegalArgumentException("the stored state is of another pattern");
        }
        return new StateReader<>(pattern, new Numbers(stored, BODY_AT), codec).read();
    }
}
