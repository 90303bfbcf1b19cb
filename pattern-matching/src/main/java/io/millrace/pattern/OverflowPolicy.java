package io.millrace.pattern;

/**
 * What gives way when a key has as many open runs as its pattern allows and another would begin. (When it keeps too many
 * events, the runs that started first are dropped in any case.)
 */
public enum OverflowPolicy {
    /** The runs that started first are dropped. */
    DROP_OLDEST("drop-oldest"),
    /** No new run begins. */
    DROP_NEWEST("drop-newest");

    private final String text;

    OverflowPolicy(String text) {
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
    public static OverflowPolicy parse(String text) {
        for (OverflowPolicy policy : values()) {
            if (policy.text.equals(text)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("expected drop-oldest or drop-newest but found '" + text + "'");
    }
}
