package io.millrace.cep.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks whether a parser will take an event, at a fraction of its cost, since nothing is made of what is read.
 *
 * <p>
 * Says yes only to the form in which {@link io.millrace.event.EventJson} writes, which nearly all events have: the fields
 * in their order, objects and texts where they belong, no white space. About whatever else it says nothing: that is left
 * to a parser. Looks at one event; not thread-safe.
 */
final class EventScan {

    /** Fewer than a parser would take. */
    private static final int MAX_DEPTH = 32;
    /** Larger events may hit limits of a parser. */
    private static final int MAX_BYTES = 32 * 1024;
    /** More digits may be more than a number can hold. */
    private static final int MAX_DIGITS = 40;
    private static final byte[] RECEIVED_AT = name("received_at");
    private static final byte[] DATA = name("data");
    /** What may follow the head, in this order. */
    private static final byte[][] FIELDS = {name("anonymous_id"), name("session_id"), name("timestamp"), RECEIVED_AT,
            name("source"), name("segment"), DATA, name("tags"), name("metadata"), name("context")};
    private static final byte[] USUAL_TIME = "\"0000-00-00T00:00:00.000Z\"".getBytes(StandardCharsets.US_ASCII);
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private final int headEnd;
    private int at;
    private int dataFrom;
    private int dataEnd;

    /**
     * @param headEnd
     *            where the rest behind the head begins
     */
    EventScan(byte[] json, int headEnd) {
        this.json = json;
        this.headEnd = headEnd;
    }

    /** Whether it is certain that the event can be read. To be called once. */
    boolean isReadable() {
        return json.length <= MAX_BYTES && head() && fields() && take('}') && at == json.length;
    }

    /** Where the sender's fields begin, after they were found readable; 0 where there are none. */
    int dataFrom() {
        return dataFrom;
    }

    int dataEnd() {
        return dataEnd;
    }

    /** Of the head it is known where its texts are, but not what is in them. */
    private boolean head() {
        while (at < headEnd) {
            if (json[at] >= ' ') {
                at++;
            } else if (json[at] >= 0 || !character()) {
                return false;
            }
        }
        return true;
    }

    private boolean fields() {
        for (int next = 0; peek() == ','; next++) {
            while (next < FIELDS.length && !isNext(FIELDS[next])) {
                next++;
            }
            if (next == FIELDS.length) {
                return false;
            }
            at += FIELDS[next].length;
            if (!field(FIELDS[next])) {
                return false;
            }
        }
        return true;
    }

    private boolean field(byte[] name) {
        if (peek() == '"') {
            return name == RECEIVED_AT ? usualTime() : isText(name) && text();
        }
        if (isText(name) || peek() != '{') {
            return false;
        }
        int from = at;
        boolean isRight = object(0);
        if (name == DATA) {
            dataFrom = from;
            dataEnd = at;
        }
        return isRight;
    }

    private static boolean isText(byte[] name) {
        for (int i = 0; FIELDS[i] != DATA; i++) {
            if (FIELDS[i] == name) {
                return true;
            }
        }
        return false;
    }

    /** A time that is one in every year. */
    private boolean usualTime() {
        if (json.length - at < USUAL_TIME.length) {
            return false;
        }
        for (int i = 0; i < USUAL_TIME.length; i++) {
            byte found = json[at + i];
            if (USUAL_TIME[i] == '0' ? !isDigit(found) : found != USUAL_TIME[i]) {
                return false;
            }
        }
        int year = number(1, 4);
        int month = number(6, 2);
        int day = number(9, 2);
        boolean isRight = year >= 1970 && year < 5000 && month >= 1 && month <= 12 && day >= 1
                && day <= DAYS[month - 1] && number(12, 2) < 24 && number(15, 2) < 60 && number(18, 2) < 60;
        at += USUAL_TIME.length;
        return isRight;
    }

    private int number(int from, int digits) {
        int number = 0;
        for (int i = at + from; i < at + from + digits; i++) {
            number = number * 10 + json[i] - '0';
        }
        return number;
    }

    private boolean value(int depth) {
        return switch (peek()) {
            case '"' -> text();
            case '{' -> depth < MAX_DEPTH && object(depth + 1);
            case '[' -> depth < MAX_DEPTH && array(depth + 1);
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        if (take('}')) {
            return true;
        }
        do {
            if (peek() != '"' || !text() || !take(':') || !value(depth)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean array(int depth) {
        at++;
        if (take(']')) {
            return true;
        }
        do {
            if (!value(depth)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean literal(byte[] expected) {
        boolean isRight = isNext(expected);
        at += expected.length;
        return isRight;
    }

    private boolean number() {
        int from = at;
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        int mantissaEnd = at;
        if (take('E') || take('e')) {
            if (!take('-')) {
                take('+');
            }
            int exponentFrom = at;
            return digits() && at - exponentFrom <= 2 && mantissaEnd - from <= MAX_DIGITS;
        }
        return at - from <= MAX_DIGITS;
    }

    private boolean digits() {
        int from = at;
        while (isDigit(peek())) {
            at++;
        }
        return at > from;
    }

    private boolean text() {
        at++;
        while (at < json.length) {
            byte found = json[at];
            if (found == '"') {
                at++;
                return true;
            }
            if (found == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (found >= ' ') {
                at++;
            } else if (found >= 0 || !character()) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        at++;
        byte kind = peek();
        at++;
        return kind == '"' || kind == '\\' || kind == '/' || kind == 'n' || kind == 't' || kind == 'r' || kind == 'b'
                || kind == 'f';
    }

    /** A character of several bytes. */
    private boolean character() {
        int first = json[at++] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return false;
        }
        if (first < 0xe0) {
            return rest(0x80, 0xbf);
        }
        if (first < 0xf0) {
            return rest(first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf) && rest(0x80, 0xbf);
        }
        return rest(first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf) && rest(0x80, 0xbf) && rest(0x80, 0xbf);
    }

    private boolean rest(int from, int to) {
        int found = peek() & 0xff;
        at++;
        return found >= from && found <= to;
    }

    private boolean isNext(byte[] bytes) {
        return json.length - at >= bytes.length
                && Arrays.equals(json, at, at + bytes.length, bytes, 0, bytes.length);
    }

    private boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private byte peek() {
        return at < json.length ? json[at] : 0;
    }

    private static boolean isDigit(byte found) {
        return found >= '0' && found <= '9';
    }

    private static byte[] name(String field) {
        return (",\"" + field + "\":").getBytes(StandardCharsets.US_ASCII);
    }

}
