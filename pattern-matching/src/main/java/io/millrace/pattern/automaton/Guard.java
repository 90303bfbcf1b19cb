package io.millrace.pattern.automaton;

/** What must hold for an edge, over the truths of the pattern's conditions: condition {@code i} is bit {@code i}. */
sealed interface Guard {

    /** Always true. */
    Guard ALWAYS = new Always();

    boolean test(long truths);

    /** The conditions it depends on, as bits. */
    long mentions();

    /** Holds whatever the event. */
    record Always() implements Guard {

        @Override
        public boolean test(long truths) {
            return true;
        }

        @Override
        public long mentions() {
            return 0;
        }
    }

    /** The event fits a condition. */
    record Fits(int condition) implements Guard {

        @Override
        public boolean test(long truths) {
            return (truths >>> condition & 1) != 0;
        }

        @Override
        public long mentions() {
            return 1L << condition;
        }
    }

    /** Not the other one. */
    record Not(Guard guard) implements Guard {

        @Override
        public boolean test(long truths) {
            return !guard.test(truths);
        }

        @Override
        public long mentions() {
            return guard.mentions();
        }
    }

    /** Both. */
    record Both(Guard left, Guard right) implements Guard {

        @Override
        public boolean test(long truths) {
            return left.test(truths) && right.test(truths);
        }

        @Override
        public long mentions() {
            return left.mentions() | right.mentions();
        }
    }

    /** At least one. */
    record Either(Guard left, Guard right) implements Guard {

        @Override
        public boolean test(long truths) {
            return left.test(truths) || right.test(truths);
        }

        @Override
        public long mentions() {
            return left.mentions() | right.mentions();
        }
    }

    default Guard and(Guard other) {
        return this == ALWAYS ? other : other == ALWAYS ? this : new Both(this, other);
    }

    default Guard or(Guard other) {
        return this == ALWAYS || other == ALWAYS ? ALWAYS : new Either(this, other);
    }

    default Guard not() {
        return new Not(this);
    }
}
