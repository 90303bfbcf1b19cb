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
    /** Larger ones may hit limits of a parser. */
    private static final int MAX_BYTES = 32 * 1024;

    private final KnownTexts texts = new KnownTexts();
    private final PlainNumber number = new PlainNumber();
    private byte[] json;
    private int at;
    private int depth;
    private boolean hasEscape;

    void turnTo(byte[] next) {
        if (next.length > MAX_BYTES) {
            throw NotPlain.ONLY;
        }
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
        return texts.of(json, from, to);
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
            default -> {
                at = number.pass(json, at);
                number.requireInRange(json);
            }
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
                default -> passCharacter();
            }
        }
    }

    private void passEscaped() {
        switch (peek()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            default -> throw NotPlain.ONLY;
        }
    }

    /** Passes over a character of several bytes, as UTF-8 may have them (Unicode, table 3-7). */
    private void passCharacter() {
        int first = peek() & 0xff;
        at++;
        if (first >= 0xc2 && first <= 0xdf) {
            passRest(1, 0x80, 0xbf);
        } else if (first >= 0xe0 && first <= 0xef) {
            passRest(2, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
        } else if (first >= 0xf0 && first <= 0xf4) {
            passRest(3, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
        } else {
            throw NotPlain.ONLY;
        }
    }

    /** Passes over the bytes behind the first one, of which the first has narrower bounds. */
    private void passRest(int count, int low, int high) {
        for (int i = 0; i < count; i++) {
            int next = peek() & 0xff;
            if (next < (i == 0 ? low : 0x80) || next > (i == 0 ? high : 0xbf)) {
                throw NotPlain.ONLY;
            }
            at++;
        }
    }

    /** The place of the first byte from there on that is more than a printable character of ASCII; the end if none is. */
    private int nextSpecial(int from) {
        int place = from;
        for (; place <= json.length - Long.BYTES; place += Long.BYTES) {
            long word = (long) WORDS.get(json, place);
            long special = (zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES)
                    | word - FIRST_PRINTABLES & ~word | word) & TOP_BITS;
            if (special != 0) {
                return place + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
        }
        while (place < json.length && json[place] != '"' && json[place] != '\\' && json[place] >= FIRST_PRINTABLE) {
            place++;
        }
        return place;
    }

    /** The top bit of each zero byte, of some bytes above the lowest zero byte too, and bits that do not count. */
    private static long zeroBytes(long word) {
        return word - EACH & ~word;
    }

}
