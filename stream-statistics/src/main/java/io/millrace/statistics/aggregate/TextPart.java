package io.millrace.statistics.aggregate;

/** A part that is made of one of the texts that come with an event. */
abstract sealed class TextPart extends Part permits DistinctPart, TopPart {

    private final int input;

    TextPart(int input) {
        this.input = input;
    }

    /** Which of the texts, counted from 0. */
    final int input() {
        return input;
    }

    /** Folds the text of an event; never empty. */
    abstract void add(String text);

    @Override
    final int order(Part other) {
        var byKind = super.order(other);
        return byKind != 0 ? byKind : Integer.compare(input, ((TextPart) other).input);
    }

    @Override
    abstract TextPart copy();
}
