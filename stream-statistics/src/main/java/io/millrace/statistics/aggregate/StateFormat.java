package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of an {@link AggregateState}.
 *
 * <pre>
 * head       varint: the version in the lowest three bits, above them a bit for each kind of part
 * events     varint
 * first      signed varint, milliseconds since the epoch    ) with events only
 * last       signed varint, milliseconds since the first    )
 * then for each kind of part, in the order of PartKind:
 * number     varint, for the kinds that repeat only
 * content    as the part writes it
 * </pre>
 *
 * A reader must go on reading the versions before its own.
 */
final class StateFormat {

    private static final int VERSION = 1;
    private static final int VERSION_BITS = 3;
    private static final int MAX_REPEATED = 1_000;

    private StateFormat() {}

    static void write(BinaryWriter out, EventSpan events, ValuePart[] valueParts, TextPart[] textParts) {
        out.writeVarint((long) (kinds(valueParts) | kinds(textParts)) << VERSION_BITS | VERSION);
        events.writeTo(out);
        write(out, events, valueParts);
        write(out, events, textParts);
    }

    private static int kinds(Part[] parts) {
        var kinds = 0;
        for (var part : parts) {
            kinds |= part.kind().mask();
        }
        return kinds;
    }

    private static void write(BinaryWriter out, EventSpan events, Part[] parts) {
        PartKind before = null;
        for (var i = 0; i < parts.length; i++) {
            var kind = parts[i].kind();
            if (kind != before && kind.repeats()) {
                out.writeVarint(ofKind(kind, parts, i));
            }
            parts[i].writeTo(out, events);
            before = kind;
        }
    }

    private static int ofKind(PartKind kind, Part[] parts, int from) {
        var end = from;
        while (end < parts.length && parts[end].kind() == kind) {
            end++;
        }
        return end - from;
    }

    static AggregateState read(BinaryReader in) {
        var head = in.readVarint("head of an aggregate state", Integer.MAX_VALUE);
        var version = head & (1 << VERSION_BITS) - 1;
        if (version != VERSION) {
            throw new IllegalArgumentException("aggregate state has version " + version + ", known is " + VERSION);
        }
        var events = EventSpan.read(in);
        var valueParts = new ArrayList<ValuePart>();
        var textParts = new ArrayList<TextPart>();
        for (var kind : PartKind.ofMask(head >>> VERSION_BITS)) {
            var number = kind.repeats() ? in.readVarint("number of parts of a kind", MAX_REPEATED) : 1;
            for (var i = 0; i < number; i++) {
                switch (kind.read(in, events)) {
                    case ValuePart part -> append(valueParts, part);
                    case TextPart part -> append(textParts, part);
                }
            }
        }
        return new AggregateState(events, valueParts.toArray(ValuePart[]::new), textParts.toArray(TextPart[]::new));
    }

    private static <P extends Part> void append(List<P> parts, P part) {
        if (!parts.isEmpty() && parts.getLast().order(part) >= 0) {
            throw new IllegalArgumentException("parts of an aggregate state are out of order");
        }
        parts.add(part);
    }
}
