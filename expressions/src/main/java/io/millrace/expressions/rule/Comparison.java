package io.millrace.expressions.rule;

/** How a rule compares a value with its threshold. */
public enum Comparison {

    GREATER(">"), GREATER_OR_EQUAL(">="), LESS("<"), LESS_OR_EQUAL("<="), EQUAL("=="), NOT_EQUAL("!=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** As written in definitions. */
    public String symbol() {
        return symbol;
    }

    /** Whether {@code value} passes the threshold. */
    public boolean holds(double value, double threshold) {
        return switch (this) {
            case GREATER -> value > threshold;
            case GREATER_OR_EQUAL -> value >= threshold;
            case LESS -> value < threshold;
            case LESS_OR_EQUAL -> value <= threshold;
            case EQUAL -> value == threshold;
            case NOT_EQUAL -> value != threshold;
        };
    }

    /**
     * The comparison of that symbol.
     *
     * @throws IllegalArgumentException
     *             when there is none
     */
    public static Comparison of(String symbol) {
        for (var comparison : values()) {
            if (comparison.symbol.equals(symbol)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException("unknown comparison '" + symbol + "'");
    }

}
