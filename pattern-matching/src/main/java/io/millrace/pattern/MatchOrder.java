package io.millrace.pattern;

/** In which order matches are told, and so which of them gets to drop others under a {@link SkipStrategy}. */
public enum MatchOrder {
    /** A match is told by the event that completes it. Of those that one event completes, the earliest start goes first. */
    AS_COMPLETED("as-completed"),
    /**
     * Under a skip strategy a match is held back while a run that started earlier is open; that run may still match and
     * drop it. This is the order of Flink CEP.
     */
    BY_START("by-start");

    private final String text;

    MatchOrder(String text) {
        this.text = text;
    }

    /** How definitions write it. */
    public String toText() {
        return text;
    }

    /**
     * Reads what {@link #toText} writes.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static MatchOrder parse(String text) {
        for (MatchOrder order : values()) {
            if (order.text.equals(text)) {
                return order;
            }
        }
        throw new IllegalArgumentException("expected as-completed or by-start but found '" + text + "'");
    }
}
