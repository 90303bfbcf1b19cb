package io.millrace.benchmarks.patterns.run;

/** Matches a pattern over events that it makes itself. Has a constructor without arguments. */
public interface PatternRun {

    /**
     * Does it once, from an empty state.
     *
     * @throws Exception
     *             when it can't, which ends its process
     */
    Figures run(Order order) throws Exception;

}
