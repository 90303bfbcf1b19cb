package io.millrace.promql;

import java.util.List;

/** The answer to a query. */
public sealed interface QueryResult {

    /** The {@code resultType} in the Prometheus HTTP API. */
    String resultType();

    /**
     * One number, at the evaluation time.
     *
     * @param sample the number and the time asked for
     */
    record Scalar(Sample sample) implements QueryResult {

        @Override
        public String resultType() {
            return "scalar";
        }
    }

    /**
     * A value per series at one time; no two elements have the same labels.
     *
     * @param elements in the order of their labels
     */
    record Vector(List<Element> elements) implements QueryResult {

        public Vector {
            elements = List.copyOf(elements);
        }

        /**
         * The value of a series.
         *
         * @param labels which series
         * @param sample its value; the time is the evaluation time, not that of the stored sample
         */
        public record Element(Labels labels, Sample sample) {}

        @Override
        public String resultType() {
            return "vector";
        }
    }

    /**
     * Values per series over a range of times; no two series have the same labels, none is empty.
     *
     * @param series in the order of their labels
     */
    record Matrix(List<Series> series) implements QueryResult {

        public Matrix {
            series = List.copyOf(series);
        }

        @Override
        public String resultType() {
            return "matrix";
        }
    }
}
