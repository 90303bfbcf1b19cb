package io.millrace.pattern;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    private record Waiting<E>(int state, Runs<E> runs) {}

    private final KeyState<E> state;
    private final Graph<E> graph;
    private final EventCodec<E> codec;
    private final Numbers out = new Numbers();
    private final Map<Long, Integer> events = new LinkedHashMap<>();
    private final Map<Taken<E>, Integer> taken = new IdentityHashMap<>();
    private final Map<Runs<E>[], Written> lists = new IdentityHashMap<>();

    StateWriter(KeyState<E> state, Graph<E> graph, EventCodec<E> codec) {
        this.state = state;
        this.graph = graph;
        this.codec = codec;
    }

    byte[] write() {
        out.write(state.liveFrom());
        out.write(state.nextPosition());
        writeStarts();
        writeEvents();
        writeGraph();
        writeStates();
        writeHeld();
        return out.toByteArray();
    }

    private void writeStarts() {
        out.write(state.starts.size());
        for (int i = 0; i < state.starts.size(); i++) {
            out.write(state.starts.position(i));
            out.write(state.starts.millis(i));
        }
    }

    private void writeEvents() {
        var arrivals = new LinkedHashMap<Long, Arrival<E>>();
        for (Taken<E> each : graph.events()) {
            arrivals.putIfAbsent(each.arrival.position(), each.arrival);
        }
        for (HeldMatch<E> match : state.held) {
            for (Taken<E> each : match.path().events) {
                arrivals.putIfAbsent(each.arrival.position(), each.arrival);
            }
        }
        out.write(arrivals.size());
        for (Arrival<E> arrival : arrivals.values()) {
            out.write(arrival.position());
            out.write(arrival.timestampMillis());
            out.write(codec.write(arrival.event()));
            events.put(arrival.position(), events.size());
        }
    }

    private void writeGraph() {
        out.write(graph.size());
        for (Taken<E> each : graph.events()) {
            writeTaken(each);
            writeRuns(each.before);
            taken.put(each, taken.size());
        }
    }

    private void writeTaken(Taken<E> each) {
        out.write(events.get(each.arrival.position()));
        out.write(each.variable);
    }

    private void writeRuns(Runs<E> runs) {
        switch (runs) {
            case null -> out.write(StateFormat.NOTHING);
            case Taken<E> event -> {
                out.write(StateFormat.EVENT);
                out.write(taken.get(event));
            }
            case Slice<E> slice -> {
                out.write(StateFormat.LIST);
                writeSlice(slice);
            }
        }
    }

    private void writeSlice(Slice<E> slice) {
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

    private void writeStates() {
        List<Waiting<E>> waiting = new ArrayList<>();
        graph.forEachState((at, runs) -> waiting.add(new Waiting<>(at, runs)));
        out.write(waiting.size());
        for (Waiting<E> each : waiting) {
            out.write(each.state());
            writeRuns(each.runs());
        }
    }

    private void writeHeld() {
        out.write(state.held.size());
        for (HeldMatch<E> match : state.held) {
            out.write(match.endMillis());
            out.write(match.path().events.length);
            for (Taken<E> each : match.path().events) {
                writeTaken(each);
            }
        }
    }
}
