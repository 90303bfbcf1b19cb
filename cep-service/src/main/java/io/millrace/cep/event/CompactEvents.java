package io.millrace.cep.event;

import io.millrace.event.Event;
import io.millrace.pattern.EventCodec;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The compact form of captured events in stored runs: about two thirds of their JSON, and several times as fast.
 *
 * <pre>
 * version | which optional fields there are | texts | times | objects
 * </pre>
 *
 * Reading is thread-safe; writing belongs to one task.
 */
public final class CompactEvents implements EventCodec<Event> {

    private static final int VERSION = 1;
    private static final int TEXTS = 5;
    private static final int RECEIVED_AT = TEXTS;
    private static final int OBJECTS = RECEIVED_AT + 1;
    private static final int ALL_FIELDS = 0x3ff;
    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int TEXT = 5;
    private static final int LIST = 6;
    private static final int OBJECT = 7;

    private final BinaryWriter out = new BinaryWriter();

    @Override
    public byte[] write(Event event) {
        out.reset();
        out.writeByte(VERSION);
        var texts = new String[]{event.userId(), event.anonymousId(), event.sessionId(), event.source(),
                event.segment()};
        var objects = List.of(event.data(), event.tags(), event.metadata(), event.context());
        out.writeVarint(present(texts, event.receivedAt(), objects));
        out.writeText(event.eventId());
        out.writeText(event.eventType());
        out.writeText(event.tenantId());
        out.writeSignedVarint(event.timestampMillis());
        for (var text : texts) {
            if (text != null) {
                out.writeText(text);
            }
        }
        if (event.receivedAt() != null) {
            out.writeSignedVarint(event.receivedAt().toEpochMilli());
        }
        for (var object : objects) {
            if (!object.isEmpty()) {
                writeObject(object);
            }
        }
        return out.toByteArray();
    }

    @Override
    public Event read(byte[] stored) {
        var in = new BinaryReader(stored);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of a stored event: " + version);
        }
        int present = in.readVarint("fields", ALL_FIELDS);
        var eventId = in.readText();
        var eventType = in.readText();
        var tenantId = in.readText();
        var timestamp = Instant.ofEpochMilli(in.readSignedVarint());
        var texts = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = has(present, i) ? in.readText() : null;
        }
        var receivedAt = has(present, RECEIVED_AT) ? Instant.ofEpochMilli(in.readSignedVarint()) : null;
        return new Event(eventId, eventType, tenantId, texts[0], texts[1], texts[2], timestamp, receivedAt, texts[3],
                texts[4], object(in, present, 0), object(in, present, 1), object(in, present, 2),
                object(in, present, 3));
    }

    private static int present(String[] texts, Instant receivedAt, List<Map<String, Object>> objects) {
        int present = receivedAt == null ? 0 : 1 << RECEIVED_AT;
        for (int i = 0; i < texts.length; i++) {
            present |= texts[i] == null ? 0 : 1 << i;
        }
        for (int i = 0; i < objects.size(); i++) {
            present |= objects.get(i).isEmpty() ? 0 : 1 << OBJECTS + i;
        }
        return present;
    }

    private static boolean has(int present, int field) {
        return (present & 1 << field) != 0;
    }

    private void writeObject(Map<?, ?> object) {
        out.writeVarint(object.size());
        for (var entry : object.entrySet()) {
            out.writeText((String) entry.getKey());
            writeValue(entry.getValue());
        }
    }

    private void writeValue(Object value) {
        switch (value) {
            case null -> out.writeByte(NULL);
            case Boolean flag -> out.writeByte(flag ? TRUE : FALSE);
            case Long number -> {
                out.writeByte(LONG);
                out.writeSignedVarint(number);
            }
            case Double number -> {
                out.writeByte(DOUBLE);
                out.writeCompactDouble(number);
            }
            case String text -> {
                out.writeByte(TEXT);
                out.writeText(text);
            }
            case List<?> list -> {
                out.writeByte(LIST);
                out.writeVarint(list.size());
                list.forEach(this::writeValue);
            }
            case Map<?, ?> map -> {
                out.writeByte(OBJECT);
                writeObject(map);
            }
            default -> throw new IllegalArgumentException("not a value of JSON: " + value.getClass());
        }
    }

    private static Map<String, Object> object(BinaryReader in, int present, int place) {
        return has(present, OBJECTS + place) ? readObject(in) : Map.of();
    }

    private static Map<String, Object> readObject(BinaryReader in) {
        int size = in.readVarint("entries", in.remaining());
        var object = new LinkedHashMap<String, Object>(size * 2);
        for (int left = size; left > 0; left--) {
            object.put(in.readText(), readValue(in));
        }
        return Collections.unmodifiableMap(object);
    }

    private static Object readValue(BinaryReader in) {
        int kind = in.readByte();
        return switch (kind) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> in.readSignedVarint();
            case DOUBLE -> in.readCompactDouble();
            case TEXT -> in.readText();
            case LIST -> readList(in);
            case OBJECT -> readObject(in);
            default -> throw new IllegalArgumentException("unknown kind of value " + kind);
        };
    }

    private static List<Object> readList(BinaryReader in) {
        int size = in.readVarint("items", in.remaining());
        var list = new ArrayList<Object>(size);
        for (int left = size; left > 0; left--) {
            list.add(readValue(in));
        }
        return Collections.unmodifiableList(list);
    }

}
