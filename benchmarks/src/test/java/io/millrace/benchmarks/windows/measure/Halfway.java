package io.millrace.benchmarks.windows.measure;

/**
 * When the results of half of the events had been written, as far as results taken in any order tell. Not thread-safe.
 */
interface Halfway {

    /**
     * Takes a result.
     *
     * @param at
     *            when the broker got it, in milliseconds since 1970
     * @param more
     *            how many more events it counts than what was said of the window before
     */
    void take(ResultWindow window, long at, long more);

    /** When that was, in milliseconds since 1970; 0 if it never was. */
    long at();

}
