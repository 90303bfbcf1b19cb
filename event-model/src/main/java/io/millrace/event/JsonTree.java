package io.millrace.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * JSON as plain Java values: {@link Map}, {@link List}, {@link String}, {@link Long}, {@link Double}, {@link Boolean}
 * and null. Whole numbers that fit are {@code Long}, all others {@code Double}.
 *
 * <p>
 * Objects come back unmodifiable, in the order of their fields; of a field that stands twice the last counts. Nesting
 * deeper than {@value #MAX_DEPTH} is refused. Thread-safe.
 */
public final class JsonTree {

    /** How deep objects and arrays may be nested. */
    public static final int MAX_DEPTH = 64;

    /** Recycles buffers through a pool of all threads, for the many virtual threads of HTTP. */
    private static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).disable(
                    TokenStreamFactory.Feature.CHARSET_DETECTION).build();

    private JsonTree() {}

    /**
     * Reads one JSON value.
     *
     * @throws JsonSyntaxException
     *             when the bytes are not exactly one JSON value in UTF-8
     */
    public static Object read(byte[] json) {
        return read(json, 0, json.length);
    }

    /** Reads one JSON value from a part of {@code json}; see {@link #read(byte[])}. */
    public static Object read(byte[] json, int offset, int length) {
        if (startsWithByteOrderMark(json, offset, length)) {
            return read(json, offset + 3, length - 3);
        }
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json, offset, length)) {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("empty body", 1, 1);
            }
            var value = value(parser);
            if (parser.nextToken() != null) {
                var at = parser.currentTokenLocation();
                throw new JsonSyntaxException("more after the end of the value", at.getLineNr(), at.getColumnNr());
            }
            return value;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new JsonSyntaxException(e.getOriginalMessage(), at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()));
        }
    }

    /** Writes a value of the kinds that {@link #read} gives; {@link Instant} as ISO-8601 with milliseconds. */
    public static byte[] write(Object value) {
        try (var out = new ByteArrayBuilder(512)) {
            try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
                write(generator, value);
            }
            return out.toByteArray();
        }
    }

    /** How deep objects and arrays are nested in {@code value}: 0 for a plain value, 1 for an empty object. */
    public static int depth(Object value) {
        return switch (value) {
            case Map<?, ?> object -> 1 + object.values().stream().mapToInt(JsonTree::depth).max().orElse(0);
            case List<?> array -> 1 + array.stream().mapToInt(JsonTree::depth).max().orElse(0);
            case null, default -> 0;
        };
    }

    private static boolean startsWithByteOrderMark(byte[] json, int offset, int length) {
        return length >= 3 && json[offset] == (byte) 0xEF && json[offset + 1] == (byte) 0xBB
                && json[offset + 2] == (byte) 0xBF;
    }

    /** The value that the parser stands at the beginning of. */
    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> finite(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new StreamReadException(parser, "unexpected " + parser.currentToken());
        };
    }

    private static Object whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> finite(parser);
        };
    }

    private static Object finite(JsonParser parser) {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new StreamReadException(parser, "number out of range: " + parser.getString());
        }
        return number;
    }

    private static Map<String, Object> object(JsonParser parser) {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<Object> array(JsonParser parser) {
        var array = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return Collections.unmodifiableList(array);
    }

    private static void write(JsonGenerator generator, Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Long number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Double number when number.isNaN() || number.isInfinite() -> generator.writeNull();
            case Double number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            case Instant instant -> generator.writeString(Timestamps.format(instant));
            case Map<?, ?> object -> writeObject(generator, object);
            case Iterable<?> array -> writeArray(generator, array);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
        }
    }

    private static void writeObject(JsonGenerator generator, Map<?, ?> object) {
        generator.writeStartObject();
        object.forEach((name, value) -> {
            generator.writeName(String.valueOf(name));
            write(generator, value);
        });
        generator.writeEndObject();
    }

    private static void writeArray(JsonGenerator generator, Iterable<?> array) {
        generator.writeStartArray();
        array.forEach(value -> write(generator, value));
        generator.writeEndArray();
    }

}
