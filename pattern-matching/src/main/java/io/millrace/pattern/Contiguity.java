package io.millrace.pattern;

/** How close to its predecessor an element of a pattern must come, and whether a run forks there. */
public enum Contiguity {

    /** The very next event of the key must fit, otherwise the run dies. Written {@code ,}. */
    STRICT(","),

    /** The next event that fits is taken, others may stand between; the run does not fork. Written {@code ->}. */
    SKIP_TILL_NEXT("->"),

    /** Every later event that fits is taken, each by a run of its own. Written {@code ->>}. */
    SKIP_TILL_ANY("->>");

    private final String symbol;

    Contiguity(String symbol) {
        this.symbol = symbol;
    }

    /** How the link is written in pattern text. */
    public String symbol() {
        return symbol;
    }
}
