package io.millrace.pattern;

import java.util.Arrays;

/** Writes the body of {@link StateFormat}. Used once. */
final class StateWriter<E> {

    private static final int NEW = -1;

    private final KeyState<E> state;
    private final Graph<E> graph;
    private final EventCodec<E> codec;
    private final Numbers out;
    /** Of each list by its number in the graph: its number in the stored form, where it begins, how far it is written. */
    private final int[] numbers;
    private final int[] begins;
    private final int[] written;
    private int lists;

    StateWriter(KeyState<E> state, Graph<E> graph, EventCodec<E> codec, Numbers out) {
        this.state = state;
        this.graph = graph;
        this.codec = codec;
        this.out = out;
        int count = graph.lists().count();
        this.numbers = new int[count];
        this.begins = new int[count];
        this.written = new int[count];
        Arrays.fill(numbers, NEW);
    }

    void write() {
        out.write(state.liveFrom());
        out.write(state.nextPosition());
        writeGraph();
        writeStates();
        writeHeld();
    }

    private void writeGraph() {
        out.write(graph.size());
        Arrival<E> before = null;
        for (int i = 0; i < graph.size(); i++) {
            Taken<E> taken = graph.event(i);
            boolean isNew = before == null || before.position() != taken.arrival.position();
            out.write(2L * taken.variable + (isNew ? 1 : 0));
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

    private void writeStates() {
        int count = 0;
        for (int at = state.nextOccupied(0); at >= 0; at = state.nextOccupied(at + 1)) {
            count++;
        }
        out.write(count);
        for (int at = state.nextOccupied(0); at >= 0; at = state.nextOccupied(at + 1)) {
            switch (state.bucket(at)) {
                case SharedBucket<E> shared -> writeShared(at, shared);
                case SingleBucket<E> single -> writeSingle(at, single);
            }
        }
    }

    private void writeShared(int at, SharedBucket<E> bucket) {
        RunList<E> list = bucket.list();
        boolean isAlone = list.end() - bucket.from() == 1 && graph.lists().low(list.number) == bucket.from();
        if (isAlone) {
            out.write(2L * at);
            out.write(1);
            writeRuns(list.get(bucket.from()));
        } else {
            out.write(2L * at + 1);
            out.write(storedNumber(list));
            writePart(list, bucket.from(), list.end(), bucket.minStart(), bucket.maxStart());
            if (state.isTimed(at)) {
                out.write(list.room());
            }
        }
    }

    private void writeSingle(int at, SingleBucket<E> bucket) {
        out.write(2L * at);
        out.write(bucket.size());
        bucket.forEach(this::writeRuns);
    }

    private void writeRuns(Runs<E> runs) {
        if (!graph.contains(runs)) {
            out.write(StateFormat.NOTHING);
            return;
        }
        switch (runs) {
            case Taken<E> event -> out.write(2L * event.number + 1);
            case Slice<E> slice -> {
                out.write(2L * storedNumber(slice.list) + 2);
                writePart(slice.list, slice.from, slice.to, slice.minStart(), slice.maxStart());
            }
        }
    }

    /** The number of a list that has one, or that which it is about to get. */
    private int storedNumber(RunList<E> list) {
        return numbers[list.number] == NEW ? lists : numbers[list.number];
    }

    private void writePart(RunList<E> list, int from, int to, long minStart, long maxStart) {
        int at = list.number;
        if (numbers[at] == NEW) {
            numbers[at] = lists++;
            begins[at] = firstLive(list);
            written[at] = begins[at];
            out.write(graph.lists().high(at) - begins[at]);
        }
        int first = Math.max(from, begins[at]);
        long earliest = Math.max(minStart, state.liveFrom());
        out.write(first - begins[at]);
        out.write(to - first);
        out.write(earliest - state.liveFrom());
        out.write(maxStart - earliest);
        int next = written[at];
        written[at] = Math.max(next, to);
        for (int i = next; i < to; i++) {
            writeRuns(list.get(i));
        }
    }

    private int firstLive(RunList<E> list) {
        int first = graph.lists().low(list.number);
        while (first < graph.lists().high(list.number) && !graph.contains(list.get(first))) {
            first++;
        }
        return first;
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
