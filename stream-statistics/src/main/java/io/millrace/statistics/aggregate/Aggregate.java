package io.millrace.statistics.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a window reports about its events: a description, which holds no numbers itself. {@link AggregateLayout} says
 * what has to be kept for a list of them, {@link AggregateState} keeps it and answers.
 *
 * <p>Aggregates other than counts, distinct counts and top lists are of the events' values; an event without one counts
 * for the others alone. An aggregate that is undefined (the smallest of no values) is empty, never 0 or NaN, so that
 * nobody alerts on it by accident.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Aggregate {

    /** The name in results: {@code count}, {@code p99}, {@code p99_9}; unique within a metric. */
    String name();

    /** Whether it is of the events' values, so that a metric without values can't report it. */
    default boolean needsValue() {
        return true;
    }

    /**
     * The aggregate that a definition declares by name alone: {@code count}, {@code sum}, {@code avg}, {@code min},
     * {@code max}, {@code variance}, {@code stddev}, {@code first}, {@code last}, {@code rate}, or a quantile as
     * {@code p50} or {@code p99.9}.
     */
    static Optional<Aggregate> ofName(String text) {
        return switch (text) {
            case "count" -> Optional.of(new Count());
            case "sum" -> Optional.of(new Sum());
            case "avg" -> Optional.of(new Avg());
            case "min" -> Optional.of(new Min());
            case "max" -> Optional.of(new Max());
            case "variance" -> Optional.of(new Variance());
            case "stddev" -> Optional.of(new StandardDeviation());
            case "first" -> Optional.of(new First());
            case "last" -> Optional.of(new Last());
            case "rate" -> Optional.of(new Rate());
            default -> QuantileName.parse(text).map(Quantile::new);
        };
    }

    /** How many events there were, with a value or without; 0 when there were none. */
    record Count() implements Aggregate {

        @Override
        public String name() {
            return "count";
        }

        @Override
        public boolean needsValue() {
            return false;
        }
    }

    /** The sum of the values, in their unit; empty without one and beyond the range of a double. */
    record Sum() implements Aggregate {

        @Override
        public String name() {
            return "sum";
        }
    }

    /** The arithmetic mean of the values, in their unit. */
    record Avg() implements Aggregate {

        @Override
        public String name() {
            return "avg";
        }
    }

    /** The smallest value. */
    record Min() implements Aggregate {

        @Override
        public String name() {
            return "min";
        }
    }

    /** The largest value. */
    record Max() implements Aggregate {

        @Override
        public String name() {
            return "max";
        }
    }

    /** The variance of the sample (divided by n - 1), in the square of the values' unit; empty for fewer than two. */
    record Variance() implements Aggregate {

        @Override
        public String name() {
            return "variance";
        }
    }

    /** The standard deviation of the sample (n - 1), in the values' unit; empty for fewer than two values. */
    record StandardDeviation() implements Aggregate {

        @Override
        public String name() {
            return "stddev";
        }
    }

    /** The value of the earliest event that has one, by event time; of several at the same time the smallest. */
    record First() implements Aggregate {

        @Override
        public String name() {
            return "first";
        }
    }

    /** The value of the latest event that has one, by event time; of several at the same time the largest. */
    record Last() implements Aggregate {

        @Override
        public String name() {
            return "last";
        }
    }

    /** Events a second over the length of the window, with a value or without. */
    record Rate() implements Aggregate {

        @Override
        public String name() {
            return "rate";
        }

        @Override
        public boolean needsValue() {
            return false;
        }
    }

    /**
     * The value that a share of the values does not exceed (nearest rank), off by at most 0.8 % of itself. Declared as
     * {@code p99.9} and named {@code p99_9}, since names of series hold no dots.
     *
     * @param q the share, 0 (the smallest value) to 1 (the largest)
     */
    record Quantile(double q) implements Aggregate {

        /** @throws IllegalArgumentException when the share is not between 0 and 1 */
        public Quantile {
            if (!(q >= 0 && q <= 1)) {
                throw new IllegalArgumentException("quantile " + q + " must be between 0 and 1");
            }
        }

        @Override
        public String name() {
            return QuantileName.format(q);
        }
    }

    /**
     * How many different texts an input had: exact up to 256, then with a relative standard error of 1.1 %.
     *
     * @param name the name in results, {@code distinct} or one of the definition's own
     * @param input which of the texts given to {@link AggregateState#add}, counted from 0
     */
    record Distinct(String name, int input) implements Aggregate {

        /** @throws IllegalArgumentException when the name is empty or the input negative */
        public Distinct {
            requireName(name);
            requireInput(name, input);
        }

        @Override
        public boolean needsValue() {
            return false;
        }
    }

    /**
     * The most frequent texts of an input, with how often they were there.
     *
     * @param name the name in results, {@code top} or one of the definition's own
     * @param k how many, 1 to {@value #MAX_K}
     * @param input which of the texts given to {@link AggregateState#add}, counted from 0
     */
    record Top(String name, int k, int input) implements Aggregate {

        /** The longest list that may be asked for. */
        public static final int MAX_K = 1_000;

        /** @throws IllegalArgumentException when the name is empty, the input negative or k out of range */
        public Top {
            requireName(name);
            requireInput(name, input);
            if (k < 1 || k > MAX_K) {
                throw new IllegalArgumentException(
                        "top list '%s' of %d must have between 1 and %d items".formatted(name, k, MAX_K));
            }
        }

        @Override
        public boolean needsValue() {
            return false;
        }
    }

    /**
     * How many values are at most each of some bounds, as a Prometheus histogram has it. A last bound of infinity is
     * implied, and dropped when given.
     *
     * @param upperBounds the bounds, rising, each inclusive; 1 to {@value #MAX_BOUNDS} finite ones
     */
    record Buckets(List<Double> upperBounds) implements Aggregate {

        /** The most bounds that may be asked for. */
        public static final int MAX_BOUNDS = 200;

        /** @throws IllegalArgumentException when there are none or too many bounds, or they do not rise */
        public Buckets {
            upperBounds = finite(upperBounds);
            if (upperBounds.isEmpty() || upperBounds.size() > MAX_BOUNDS) {
                throw new IllegalArgumentException("buckets must have between 1 and %d finite bounds, not %d".formatted(
                        MAX_BOUNDS, upperBounds.size()));
            }
            for (var i = 0; i < upperBounds.size(); i++) {
                if (!Double.isFinite(upperBounds.get(i)) || i > 0 && upperBounds.get(i) <= upperBounds.get(i - 1)) {
                    throw new IllegalArgumentException("bounds of buckets must be numbers that rise: " + upperBounds);
                }
            }
        }

        private static List<Double> finite(List<Double> bounds) {
            var kept = new ArrayList<Double>(bounds.size());
            for (var i = 0; i < bounds.size(); i++) {
                var bound = bounds.get(i);
                if (i < bounds.size() - 1 || bound != Double.POSITIVE_INFINITY) {
                    kept.add(bound + 0.0);
                }
            }
            return List.copyOf(kept);
        }

        @Override
        public String name() {
            return "buckets";
        }
    }

    private static void requireName(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("an aggregate needs a name");
        }
    }

    private static void requireInput(String name, int input) {
        if (input < 0) {
            throw new IllegalArgumentException(
                    "aggregate '%s' has input %d, expected 0 or more".formatted(name, input));
        }
    }
}
