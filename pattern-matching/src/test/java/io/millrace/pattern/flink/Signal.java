package io.millrace.pattern.flink;

/**
 * An event of the comparison.
 *
 * @param index its place in the stream
 * @param kind what conditions look at: a letter
 * @param product a small number, for conditions that look back
 * @param at its time in milliseconds, above zero
 */
public record Signal(int index, char kind, int product, long at) {

    @Override
    public String toString() {
        return "" + kind + product + "@" + at;
    }
}
