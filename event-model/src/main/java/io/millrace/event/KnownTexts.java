package io.millrace.event;

import java.nio.charset.StandardCharsets;

/**
 * Gives texts that came before as the same object: types, tenants and labels come again with most events, and need no copy
 * then and no second hash. A table of fixed size in which a text replaces another of the same place; longer texts are left
 * out. Not thread-safe.
 */
final class KnownTexts {

    private static final int PLACES = 1 << 10;
    private static final int MAX_LENGTH = 40;

    private final String[] known = new String[PLACES];

    /** The text whose UTF-8 stands there. */
    String of(byte[] utf8, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return new String(utf8, from, to - from, StandardCharsets.UTF_8);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + utf8[i];
        }
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        var text = known[place];
        if (text == null || !isEqual(text, utf8, from, to)) {
            text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
            known[place] = text;
        }
        return text;
    }

    /** Whether the text is those bytes; one that is not ASCII never is. */
    private static boolean isEqual(String text, byte[] utf8, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != utf8[i]) {
                return false;
            }
        }
        return true;
    }

}
