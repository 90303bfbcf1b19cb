package io.millrace.expressions.metric;

/**
 * One aggregate divided by another, for each series and window that both metrics have. Immutable.
 *
 * @param of
 *            what is divided
 * @param to
 *            what it is divided by; where that is 0 or undefined, the ratio is undefined
 */
public record CompiledRatio(String name, long version, Operand of, Operand to) implements CompiledSeries {

    /**
     * An aggregate of a metric.
     *
     * @param aggregate
     *            its name in results: {@code p99_9}
     */
    public record Operand(String metric, String aggregate) {

        @Override
        public String toString() {
            return metric + "." + aggregate;
        }
    }

}
