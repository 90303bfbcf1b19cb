package io.millrace.metrics.fold;

/** Bounds the values of labels, which come from events: longer ones are cut, so that no event can bloat a series. */
final class LabelText {

    static final int MAX_LENGTH = 256;

    private LabelText() {}

    static String bounded(String label) {
        if (label.length() <= MAX_LENGTH) {
            return label;
        }
        int end = Character.isHighSurrogate(label.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return label.substring(0, end);
    }

}
