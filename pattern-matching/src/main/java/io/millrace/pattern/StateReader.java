package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the body of {@link StateFormat}. Used once. */
final class StateReader<E> {

    /** More room than that is not kept for a list that is read. */
    private static final int MAX_ROOM = 1 << 16;

    private final KeyState<E> state;
    private final Numbers in;
    private final EventCodec<E> codec;
    private Arrival<E> latest;
    private Arrival<E> latestStart;
    private Taken<E>[] taken;
    private final List<RunList<E>> lists = new ArrayList<>();
    /** How far each list has been read. */
    private int[] read = new int[8];

    StateReader(CompiledPattern<E> pattern, Numbers in, EventCodec<E> codec) {
        this.state = new KeyState<>(pattern);
        this.in = in;
        this.codec = codec;
    }

    /** @throws IllegalArgumentException when it makes no sense, as far as that is noticed */
    KeyState<E> read() {
        state.positions(in.read(), in.read());
        taken = Paths.events(in.readCount());
        for (int i = 0; i < taken.length; i++) {
            taken[i] = readTaken();
            state.countKept();
        }
        for (int left = in.readInt(); left > 0; left--) {
            readState();
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.held.add(readHeld());
        }
        state.updateDue();
        return state;
    }

    private Taken<E> readTaken() {
        int head = in.readInt();
        if ((head & 1) != 0) {
            latest = readEvent(latest);
        }
        var event = new Taken<>(latest, head >> 1, readRuns());
        if (event.before == null && latestStart != latest) {
            latestStart = latest;
            state.begin(latest);
        }
        return event;
    }

    private Arrival<E> readEvent(Arrival<E> before) {
        long position = in.read() + (before == null ? 0 : before.position());
        long timestampMillis = in.readSigned() + (before == null ? 0 : before.timestampMillis());
        return new Arrival<>(codec.read(in.readBytes()), timestampMillis, position);
    }

    private void readState() {
        int head = in.readInt();
        int at = head >> 1;
        if ((head & 1) != 0) {
            Slice<E> waiting = readPart(in.readInt());
            if (state.isTimed(at)) {
                waiting.list.reserve(Math.min(in.readInt(), MAX_ROOM));
            }
            if (waiting.from < waiting.to) {
                state.adopt(at, waiting.list, waiting.from);
            }
        } else {
            for (int left = in.readInt(); left > 0; left--) {
                Runs<E> runs = readRuns();
                if (runs != null) {
                    state.add(at, runs);
                }
            }
        }
    }

    private Runs<E> readRuns() {
        int number = in.readInt();
        if (number == StateFormat.NOTHING) {
            return null;
        }
        return (number & 1) != 0 ? taken[number >> 1] : readPart(number / 2 - 1);
    }

    private Slice<E> readPart(int number) {
        if (number == lists.size()) {
            begin(in.readCount());
        }
        RunList<E> list = lists.get(number);
        int from = in.readInt();
        int to = from + in.readInt();
        long minStart = in.read() + state.liveFrom();
        long maxStart = in.read() + minStart;
        int next = read[number];
        read[number] = Math.max(next, to);
        for (int i = next; i < to; i++) {
            list.set(i, readRuns());
        }
        return new Slice<>(list, from, to, minStart, maxStart);
    }

    private void begin(int length) {
        if (lists.size() == read.length) {
            read = Arrays.copyOf(read, 2 * read.length);
        }
        lists.add(RunList.ofLength(length));
    }

    private HeldMatch<E> readHeld() {
        long endMillis = in.read();
        Taken<E>[] path = Paths.events(in.readCount());
        Taken<E> before = null;
        for (int i = 0; i < path.length; i++) {
            Arrival<E> arrival = readEvent(null);
            before = new Taken<>(arrival, in.readInt(), before);
            path[i] = before;
        }
        return new HeldMatch<>(new Path<>(path), endMillis);
    }
}
