package io.millrace.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A few names of fields, and how they stand in plain JSON. Immutable and thread-safe. */
final class PlainNames {

    static final int NONE = -1;

    /** Each with its quotes and the colon behind it; empty for one that never stands in plain JSON. */
    private final byte[][] forms;

    PlainNames(List<String> names) {
        forms = names.stream().map(PlainNames::form).toArray(byte[][]::new);
    }

    private static byte[] form(String name) {
        boolean needsEscape = name.chars().anyMatch(letter -> letter == '"' || letter == '\\' || letter < ' ');
        return needsEscape ? new byte[0] : ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Which of the names stands at a place with its quotes; {@link #NONE} when none does.
     *
     * @param likely
     *            the one to be tried first, and then those behind it
     */
    int find(byte[] json, int at, int likely) {
        for (int i = likely; i < forms.length; i++) {
            if (isAt(json, at, forms[i])) {
                return i;
            }
        }
        for (int i = 0; i < likely; i++) {
            if (isAt(json, at, forms[i])) {
                return i;
            }
        }
        return NONE;
    }

    /** How many bytes a name takes with its quotes and the colon. */
    int length(int name) {
        return forms[name].length;
    }

    private static boolean isAt(byte[] json, int at, byte[] form) {
        int end = at + form.length;
        return form.length > 0 && end <= json.length && json[at + 1] == form[1]
                && Arrays.equals(json, at, end, form, 0, form.length);
    }

}
