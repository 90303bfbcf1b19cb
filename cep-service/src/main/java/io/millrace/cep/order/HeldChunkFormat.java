package io.millrace.cep.order;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stored form of chunks of held events, each event once however many patterns wait for it, and of how far they have
 * been taken.
 *
 * <pre>
 * chunk: version | events: number, each: time, length, JSON
 *                | held: number, each: event, key expression, key, grace, sequence, patterns: number, each: name
 * taken: version | each: chunk, taken
 * </pre>
 */
final class HeldChunkFormat {

    private static final int VERSION = 1;

    private HeldChunkFormat() {}

    static byte[] write(List<HeldEvent> held) {
        var places = new IdentityHashMap<IncomingEvent, Integer>();
        var events = new ArrayList<IncomingEvent>();
        for (var one : held) {
            if (places.putIfAbsent(one.event(), events.size()) == null) {
                events.add(one.event());
            }
        }
        var out = new BinaryWriter();
        out.writeByte(VERSION);
        out.writeVarint(events.size());
        for (var event : events) {
            out.writeSignedVarint(event.timestampMillis());
            out.writeVarint(event.json().length);
            out.writeBytes(event.json());
        }
        out.writeVarint(held.size());
        for (var one : held) {
            out.writeVarint(places.get(one.event()));
            write(one, out);
        }
        return out.toByteArray();
    }

    private static void write(HeldEvent one, BinaryWriter out) {
        out.writeText(one.keyText());
        out.writeText(one.key());
        out.writeVarint(one.graceMillis());
        out.writeVarint(one.sequence());
        out.writeVarint(one.names().size());
        one.names().forEach(out::writeText);
    }

    static List<HeldEvent> read(byte[] stored) {
        var in = reader(stored);
        var events = new ArrayList<IncomingEvent>();
        for (int left = in.readVarint("events", in.remaining()); left > 0; left--) {
            long timestamp = in.readSignedVarint();
            events.add(IncomingEvent.of(in.readBytes(in.readVarint("length", in.remaining())), timestamp));
        }
        var held = new ArrayList<HeldEvent>();
        for (int left = in.readVarint("held events", in.remaining()); left > 0; left--) {
            held.add(readHeld(in, events));
        }
        return held;
    }

    private static HeldEvent readHeld(BinaryReader in, List<IncomingEvent> events) {
        var event = events.get(in.readVarint("event", events.size() - 1));
        var keyText = in.readText();
        var key = in.readText();
        long grace = in.readVarint();
        long sequence = in.readVarint();
        var names = new ArrayList<String>();
        for (int left = in.readVarint("patterns", in.remaining()); left > 0; left--) {
            names.add(in.readText());
        }
        return HeldEvent.stored(event, keyText, key, grace, List.copyOf(names), sequence);
    }

    static byte[] writeTaken(Iterable<HeldChunk> chunks) {
        var out = new BinaryWriter();
        out.writeByte(VERSION);
        for (var chunk : chunks) {
            out.writeVarint(chunk.number);
            out.writeVarint(chunk.taken);
        }
        return out.toByteArray();
    }

    /** Chunk to how many of its events have been taken. */
    static Map<Long, Integer> readTaken(byte[] stored) {
        var in = reader(stored);
        var taken = new TreeMap<Long, Integer>();
        while (in.hasRemaining()) {
            taken.put(in.readVarint(), in.readVarint("taken", Integer.MAX_VALUE));
        }
        return taken;
    }

    private static BinaryReader reader(byte[] stored) {
        var in = new BinaryReader(stored);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of held events: " + version);
        }
        return in;
    }

}
