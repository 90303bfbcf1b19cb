package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the body of {@link StateFormat}. Used once. */
final class StateReader<E> {

    /** A list, as far as it has been read. Parts keep the array that they were read into. */
    private static final class ReadList<E> {

        private Runs<E>[] entries = SharedBucket.array(4);
        private int to;
    }

    private final KeyState<E> state;
    private final Numbers in;
    private final EventCodec<E> codec;
    private Arrival<E> latest;
    private Arrival<E> latestStart;
    private final List<Taken<E>> taken = new ArrayList<>();
    private final List<ReadList<E>> lists = new ArrayList<>();

    StateReader(CompiledPattern<E> pattern, Numbers in, EventCodec<E> codec) {
        this.state = new KeyState<>(pattern);
        this.in = in;
        this.codec = codec;
    }

    KeyState<E> read() {
        state.positions(in.read(), in.read());
        for (int left = in.readInt(); left > 0; left--) {
            taken.add(readTaken());
            state.countKept();
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.addEach(in.readInt(), readRuns());
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.held.add(readHeld());
        }
        state.updateDue();
        return state;
    }

    private Taken<E> readTaken() {
        int variable = in.readInt();
        if (in.readInt() == StateFormat.NEW_EVENT) {
            latest = readEvent(latest);
        }
        var event = new Taken<>(latest, variable, readRuns());
        if (event.before == null && latestStart != latest) {
            latestStart = latest;
            state.starts.add(latest.position(), latest.timestampMillis());
        }
        return event;
    }

    private Arrival<E> readEvent(Arrival<E> before) {
        long position = in.read() + (before == null ? 0 : before.position());
        long timestampMillis = in.readSigned() + (before == null ? 0 : before.timestampMillis());
        return new Arrival<>(codec.read(in.readBytes()), timestampMillis, position);
    }

    private Runs<E> readRuns() {
        int kind = in.readInt();
        return switch (kind) {
            case StateFormat.NOTHING -> null;
            case StateFormat.EVENT -> taken.get(in.readInt());
            case StateFormat.LIST -> readSlice();
            default -> throw new IllegalArgumentException("unknown kind of stored runs: " + kind);
        };
    }

    private Slice<E> readSlice() {
        int number = in.readInt();
        if (number == lists.size()) {
            lists.add(new ReadList<>());
        }
        ReadList<E> list = lists.get(number);
        int from = in.readInt();
        int to = in.readInt();
        long minStart = in.read();
        long maxStart = in.read();
        if (to > list.entries.length) {
            list.entries = Arrays.copyOf(list.entries, Math.max(to, 2 * list.entries.length));
        }
        int first = Math.max(list.to, from);
        list.to = Math.max(list.to, to);
        for (int i = first; i < to; i++) {
            list.entries[i] = readRuns();
        }
        return new Slice<>(list.entries, from, to, minStart, maxStart);
    }

    private HeldMatch<E> readHeld() {
        long endMillis = in.read();
        Taken<E>[] path = Paths.events(in.readInt());
        Taken<E> before = null;
        for (int i = 0; i < path.length; i++) {
            Arrival<E> arrival = readEvent(null);
            before = new Taken<>(arrival, in.readInt(), before);
            path[i] = before;
        }
        return new HeldMatch<>(new Path<>(path), endMillis);
    }
}
