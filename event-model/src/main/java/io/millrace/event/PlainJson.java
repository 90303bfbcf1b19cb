package io.millrace.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cursor over JSON of the plain form that {@link EventJson} writes: no white space, and no escapes where a text is
 * wanted. It takes nothing but valid JSON; at all else, and at all that it does not know, it gives up with
 * {@link NotPlain}, and a real parser has to say what that is. Not thread-safe.
 *
 * <p>
 * Texts are searched for their end eight bytes at a time: a word with a zero byte is one of which subtracting 1 from each
 * byte borrows (Warren, Hacker's Delight, 6-1).
 */
final class PlainJson {

    /** Says that the bytes are not plain JSON, or not JSON at all. */
    static final class NotPlain extends RuntimeException {

        private static final long serialVersionUID = 1;
        static final NotPlain ONLY = new NotPlain();

        private NotPlain() {
            super(null, null, false, false);
        }

    }

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = 0x80 * EACH;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final long FIRST_PRINTABLES = FIRST_PRINTABLE * EACH;
    private static final char UNREADABLE = '\ufffd';

    private final KnownTexts texts;
    private final PlainNumber number = new PlainNumber();
    private byte[] json;
    private int at;
    private int depth;
    private boolean hasEscape;

    PlainJson(KnownTexts texts) {
        this.texts = texts;
    }

    void turnTo(byte[] next) {
        json = next;
        at = 0;
        depth = 0;
    }

    /** Whether the value that begins here begins so: an object with a brace, a text with a quote. */
    boolean beginsWith(char first) {
        return peek() == first;
    }

    /** Passes over a null, if that is what stands here. */
    boolean takeNull() {
        if (peek() != 'n') {
            return false;
        }
        literal("null");
        return true;
    }

    /** Enters an object; tells whether it has a field. */
    boolean beginObject() {
        enter('{');
        return !takeEnd('}');
    }

    /** Goes on behind a value in an object; tells whether a field follows. */
    boolean hasNextField() {
        return hasNext('}');
    }

    /**
     * Passes over a field's name and tells which of some it is; {@link PlainNames#NONE} for another.
     *
     * @param likely
     *            the one that it probably is
     */
    int name(PlainNames names, int likely) {
        int name = names.find(json, at, likely);
        if (name != PlainNames.NONE) {
            at += names.length(name);
            return name;
        }
        passText();
        take(':');
        if (hasEscape) {
            throw NotPlain.ONLY;
        }
        return PlainNames.NONE;
    }

    /** Checks that nothing follows. */
    void end() {
        if (at != json.length) {
            throw NotPlain.ONLY;
        }
    }

    String text() {
        int from = at + 1;
        int to = passText();
        if (hasEscape) {
            throw NotPlain.ONLY;
        }
        var text = texts.of(json, from, to);
        if (text.indexOf(UNREADABLE) >= 0) {
            throw NotPlain.ONLY;
        }
        return text;
    }

    /** The value that begins here, of the kinds that {@link JsonTree#read} gives. */
    Object value() {
        return switch (peek()) {
            case '"' -> text();
            case '{' -> object();
            case '[' -> array();
            case 't' -> literal("true", Boolean.TRUE);
            case 'f' -> literal("false", Boolean.FALSE);
            case 'n' -> literal("null", null);
            default -> {
                at = number.pass(json, at);
                yield number.value(json);
            }
        };
    }

    /** Passes over the value that begins here. */
    void skip() {
        switch (peek()) {
            case '"' -> passText();
            case '{' -> {
                for (boolean hasField = beginObject(); hasField; hasField = hasNextField()) {
                    passText();
                    take(':');
                    skip();
                }
            }
            case '[' -> {
                enter('[');
                for (boolean hasItem = !takeEnd(']'); hasItem; hasItem = hasNext(']')) {
                    skip();
                }
            }
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> at = number.pass(json, at);
        }
    }

    private Map<String, Object> object() {
        var object = new LinkedHashMap<String, Object>();
        for (boolean hasField = beginObject(); hasField; hasField = hasNextField()) {
            var name = text();
            take(':');
            object.put(name, value());
        }
        return Collections.unmodifiableMap(object);
    }

    private List<Object> array() {
        var array = new ArrayList<Object>();
        enter('[');
        for (boolean hasItem = !takeEnd(']'); hasItem; hasItem = hasNext(']')) {
            array.add(value());
        }
        return Collections.unmodifiableList(array);
    }

    private void enter(char opening) {
        take(opening);
        if (++depth > JsonTree.MAX_DEPTH) {
            throw NotPlain.ONLY;
        }
    }

    private boolean hasNext(char closing) {
        if (takeEnd(closing)) {
            return false;
        }
        take(',');
        return true;
    }

    private boolean takeEnd(char closing) {
        if (peek() != closing) {
            return false;
        }
        at++;
        depth--;
        return true;
    }

    private Object literal(String text, Object value) {
        literal(text);
        return value;
    }

    private void literal(String text) {
        for (int i = 0; i < text.length(); i++) {
            take(text.charAt(i));
        }
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw NotPlain.ONLY;
        }
        at++;
    }

    private byte peek() {
        if (at >= json.length) {
            throw NotPlain.ONLY;
        }
        return json[at];
    }

    /** Passes over a text, and gives the place of its closing quote. */
    private int passText() {
        take('"');
        hasEscape = false;
        while (true) {
            at = nextSpecial(at);
            switch (peek()) {
                case '"' -> {
                    return at++;
                }
                case '\\' -> {
                    at++;
                    passEscaped();
                    hasEscape = true;
                }
                default -> throw NotPlain.ONLY;
            }
        }
    }

    private void passEscaped() {
        switch (peek()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            default -> throw NotPlain.ONLY;
        }
    }

    /** The place of the first quote, backslash or control character from there on; the end when there is none. */
    private int nextSpecial(int from) {
        int place = from;
        for (; place <= json.length - Long.BYTES; place += Long.BYTES) {
            long word = (long) WORDS.get(json, place);
            long special = (zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES)
                    | word - FIRST_PRINTABLES & ~word) & TOP_BITS;
            if (special != 0) {
                return place + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
        }
        while (place < json.length && json[place] != '"' && json[place] != '\\'
                && (json[place] & 0xff) >= FIRST_PRINTABLE) {
            place++;
        }
        return place;
    }

    /** The top bit of each zero byte, of some bytes above the lowest zero byte too, and bits that do not count. */
    private static long zeroBytes(long word) {
        return word - EACH & ~word;
    }

}
