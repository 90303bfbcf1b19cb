package io.millrace.benchmarks.windows.measure;

/**
 * A window of a series as a run has written it.
 *
 * @param metric
 *            which of several metrics; empty if there is only one
 * @param start
 *            milliseconds since 1970
 */
record ResultWindow(String metric, String series, long start, long count, double sum) {

    /** What tells it from all other windows of its metric. */
    String identity() {
        return series + "@" + start;
    }

    /** The sum to the cent. */
    long cents() {
        return Math.round(sum * 100);
    }

}
