package io.millrace.pattern;

import java.nio.charset.StandardCharsets;

/**
 * An event of the tests.
 *
 * @param index its place in the stream
 * @param kind what happened
 * @param product what it happened to
 * @param at its time in milliseconds
 */
record Click(int index, String kind, String product, long at) {

    /** Clicks as text. */
    static final EventCodec<Click> CODEC = new EventCodec<>() {

        @Override
        public byte[] write(Click click) {
            return (click.index() + "/" + click.kind() + "/" + click.product() + "/" + click.at()).getBytes(
                    StandardCharsets.UTF_8);
        }

        @Override
        public Click read(byte[] stored) {
            String[] parts = new String(stored, StandardCharsets.UTF_8).split("/");
            return new Click(Integer.parseInt(parts[0]), parts[1], parts[2], Long.parseLong(parts[3]));
        }
    };

    /** Fits clicks of a kind; does not look back. */
    static Condition<Click> kind(String kind) {
        return Condition.onEvent(click -> click.kind().equals(kind));
    }

    /** Fits clicks of a kind on the product of the event captured earlier under {@code variable}. */
    static Condition<Click> kindOnProductOf(String kind, String variable) {
        return Condition.correlated(click -> click.kind().equals(kind),
                new Condition.Correlation<>(Click::product,
                        captured -> captured.events(variable).getLast().product()),
                (click, captured) -> captured.events(variable).getLast().product().equals(click.product()));
    }
}
