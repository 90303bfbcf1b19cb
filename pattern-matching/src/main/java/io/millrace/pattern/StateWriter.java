package io.millrace.pattern;

import java.util.IdentityHashMap;
import java.util.Map;

/** Writes the body of {@link StateFormat}. Used once. */
final class StateWriter<E> {

    /** A list that parts of have been written: where the first began, and how far it has been written. */
    private static final class Written {

        private final int number;
        private final int base;
        private int to;

        Written(int number, int base) {
            this.number = number;
            this.base = base;
            this.to = base;
        }
    }

    private final KeyState<E> state;
    private final Graph<E> graph;
    private final EventCodec<E> codec;
    private final Numbers out;
    /** Only where branches share lists. */
    private Map<Runs<E>[], Written> lists = Map.of();

    StateWriter(KeyState<E> state, Graph<E> graph, EventCodec<E> codec, Numbers out) {
        this.state = state;
        this.graph = graph;
        this.codec = codec;
        this.out = out;
    }

    void write() {
        out.write(state.liveFrom());
        out.write(state.nextPosition());
        writeGraph();
        out.write(graph.states());
        graph.forEachState((at, runs) -> {
            out.write(at);
            writeRuns(runs);
        });
        writeHeld();
    }

    private void writeGraph() {
        out.write(graph.size());
        Arrival<E> before = null;
        for (int i = 0; i < graph.size(); i++) {
            Taken<E> taken = graph.event(i);
            out.write(taken.variable);
            boolean isNew = before == null || before.position() != taken.arrival.position();
            out.writeByte(isNew ? StateFormat.NEW_EVENT : StateFormat.SAME_EVENT);
            if (isNew) {
                writeEvent(taken.arrival, before);
                before = taken.arrival;
            }
            writeRuns(taken.before);
        }
    }

    private void writeEvent(Arrival<E> arrival, Arrival<E> before) {
        out.write(arrival.position() - (before == null ? 0 : before.position()));
        out.writeSigned(arrival.timestampMillis() - (before == null ? 0 : before.timestampMillis()));
        out.write(codec.write(arrival.event()));
    }

    private void writeRuns(Runs<E> runs) {
        switch (runs) {
            case null -> out.write(StateFormat.NOTHING);
            case Taken<E> event -> {
                out.write(StateFormat.EVENT);
                out.write(event.number);
            }
            case Slice<E> slice -> {
                out.write(StateFormat.LIST);
                writeSlice(slice);
            }
        }
    }

    private void writeSlice(Slice<E> slice) {
        if (lists.isEmpty()) {
            lists = new IdentityHashMap<>();
        }
        Written list = lists.computeIfAbsent(slice.entries, _ -> new Written(lists.size(), slice.from));
        out.write(list.number);
        out.write(slice.from - list.base);
        out.write(slice.to - list.base);
        out.write(slice.minStart());
        out.write(slice.maxStart());
        int from = Math.max(list.to, slice.from);
        list.to = Math.max(list.to, slice.to);
        for (int i = from; i < slice.to; i++) {
            writeRuns(slice.entries[i]);
        }
    }

    private void writeHeld() {
        out.write(state.held.size());
        for (HeldMatch<E> match : state.held) {
            out.write(match.endMillis());
            out.write(match.path().events.length);
            for (Taken<E> each : match.path().events) {
                writeEvent(each.arrival, null);
                out.write(each.variable);
            }
        }
    }
}
