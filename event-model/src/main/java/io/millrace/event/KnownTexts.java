package io.millrace.event;

import tools.jackson.core.JsonParser;

/**
 * Gives texts that came before as the same object: types, tenants and labels come again with most events, and need no copy
 * then and no second hash. A table of fixed size in which a text replaces another of the same place; longer texts are left
 * out. Not thread-safe.
 */
final class KnownTexts {

    private static final int PLACES = 1 << 10;
    private static final int MAX_LENGTH = 40;

    private static final KnownTexts NONE = new KnownTexts(0);

    private final String[] known;

    private KnownTexts(int places) {
        known = new String[places];
    }

    /** For a reader of many events. */
    static KnownTexts ofManyEvents() {
        return new KnownTexts(PLACES);
    }

    /** Gives each text anew; this one is thread-safe. */
    static KnownTexts none() {
        return NONE;
    }

    /** The text that the parser stands at. */
    String of(JsonParser parser) {
        if (known.length == 0) {
            return parser.getString();
        }
        int length = parser.getStringLength();
        return length > MAX_LENGTH
                ? parser.getString()
                : of(parser.getStringCharacters(), parser.getStringOffset(), length);
    }

    private String of(char[] characters, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + characters[i];
        }
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        var text = known[place];
        if (text == null || text.hashCode() != hash || !isEqual(text, characters, from, length)) {
            text = new String(characters, from, length);
            known[place] = text;
        }
        return text;
    }

    private static boolean isEqual(String text, char[] characters, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[from + i]) {
                return false;
            }
        }
        return true;
    }

}
