package io.millrace.cep.match;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.pattern.CapturedEvent;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The stored form of the open runs of a key: a header with what is needed without reading on, each captured event once
 * however many runs share it, then the runs.
 *
 * <pre>
 * version 1 | earliest deadline (8) | runs (4)
 * variables (2), each: text
 * events (4), each: position (8) | time (8) | length (4) | JSON
 * runs, each: step (2) | start (8) | last (8) | captured (4), each: variable (2) | event (4)
 * </pre>
 */
final class RunsFormat {

    private static final byte VERSION = 1;
    private static final int DEADLINE_AT = 1;
    private static final int COUNT_AT = DEADLINE_AT + Long.BYTES;
    private static final int BODY_AT = COUNT_AT + Integer.BYTES;
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    private record StoredEvent(Event event, long timestampMillis, long position) {}

    private RunsFormat() {}

    /** The earliest deadline of the runs, in milliseconds of event time; empty when none has one. */
    static OptionalLong nextDeadline(byte[] stored) {
        long deadline = ByteBuffer.wrap(stored).getLong(DEADLINE_AT);
        return deadline == NO_DEADLINE ? OptionalLong.empty() : OptionalLong.of(deadline);
    }

    /** How many runs there are. */
    static int openRuns(byte[] stored) {
        return ByteBuffer.wrap(stored).getInt(COUNT_AT);
    }

    static byte[] write(KeyState<Event> state) {
        var runs = state.runs();
        var bytes = new ByteArrayOutputStream(1024);
        var out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            out.writeLong(state.nextDeadline().orElse(NO_DEADLINE));
            out.writeInt(runs.size());
            var variables = writeVariables(runs, out);
            var events = writeEvents(runs, out);
            for (var run : runs) {
                out.writeShort(run.step());
                out.writeLong(run.startMillis());
                out.writeLong(run.lastMillis());
                out.writeInt(run.captured().size());
                for (var captured : run.captured()) {
                    out.writeShort(variables.get(captured.variable()));
                    out.writeInt(events.get(captured.position()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException
     *             when it is of an unknown version
     */
    static List<Run<Event>> read(byte[] stored) {
        if (stored[0] != VERSION) {
            throw new IllegalArgumentException("unknown version of stored runs: " + stored[0]);
        }
        var in = new DataInputStream(new ByteArrayInputStream(stored, BODY_AT, stored.length - BODY_AT));
        try {
            var variables = readVariables(in);
            var events = readEvents(in);
            var runs = new ArrayList<Run<Event>>();
            for (int left = openRuns(stored); left > 0; left--) {
                runs.add(new Run<>(in.readShort(), in.readLong(), in.readLong(), readCaptured(in, variables, events)));
            }
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> writeVariables(List<Run<Event>> runs, DataOutputStream out) throws IOException {
        var indexes = new LinkedHashMap<String, Integer>();
        for (var run : runs) {
            for (var captured : run.captured()) {
                indexes.putIfAbsent(captured.variable(), indexes.size());
            }
        }
        out.writeShort(indexes.size());
        for (var variable : indexes.keySet()) {
            out.writeUTF(variable);
        }
        return indexes;
    }

    private static Map<Long, Integer> writeEvents(List<Run<Event>> runs, DataOutputStream out) throws IOException {
        var distinct = new LinkedHashMap<Long, CapturedEvent<Event>>();
        runs.forEach(run -> run.captured().forEach(captured -> distinct.putIfAbsent(captured.position(), captured)));
        var indexes = new HashMap<Long, Integer>();
        out.writeInt(distinct.size());
        for (var captured : distinct.values()) {
            var json = EventJson.write(captured.event());
            out.writeLong(captured.position());
            out.writeLong(captured.timestampMillis());
            out.writeInt(json.length);
            out.write(json);
            indexes.put(captured.position(), indexes.size());
        }
        return indexes;
    }

    private static List<String> readVariables(DataInputStream in) throws IOException {
        var variables = new ArrayList<String>();
        for (int left = in.readShort(); left > 0; left--) {
            variables.add(in.readUTF());
        }
        return variables;
    }

    private static List<StoredEvent> readEvents(DataInputStream in) throws IOException {
        var events = new ArrayList<StoredEvent>();
        for (int left = in.readInt(); left > 0; left--) {
            long position = in.readLong();
            long timestamp = in.readLong();
            var json = new byte[in.readInt()];
            in.readFully(json);
            events.add(new StoredEvent(EventJson.read(json), timestamp, position));
        }
        return events;
    }

    private static List<CapturedEvent<Event>> readCaptured(DataInputStream in, List<String> variables,
            List<StoredEvent> events) throws IOException {
        var captured = new ArrayList<CapturedEvent<Event>>();
        for (int left = in.readInt(); left > 0; left--) {
            var variable = variables.get(in.readShort());
            var event = events.get(in.readInt());
            captured.add(new CapturedEvent<>(variable, event.event(), event.timestampMillis(), event.position()));
        }
        return captured;
    }

}
