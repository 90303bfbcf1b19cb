package io.millrace.pattern;

/**
 * An event of the tests.
 *
 * @param index its place in the stream
 * @param kind what happened
 * @param product what it happened to
 * @param at its time in milliseconds
 */
record Click(int index, String kind, String product, long at) {

    /** Fits clicks of a kind; does not look back. */
    static Condition<Click> kind(String kind) {
        return Condition.onEvent(click -> click.kind().equals(kind));
    }

    /** Fits clicks of a kind on the product of the event captured earlier under {@code variable}. */
    static Condition<Click> kindOnProductOf(String kind, String variable) {
        return (click, captured) -> click.kind().equals(kind)
                && captured.events(variable).getLast().product().equals(click.product());
    }
}
