package io.millrace.benchmarks.windows.run;

/**
 * An application that aggregates the topic of events from its beginning and goes on until its process is ended. Has a
 * constructor without arguments.
 */
public interface Run {

    /**
     * Starts it; returns while it runs, or when it has ended.
     *
     * @throws Exception
     *             when it can't run, which ends its process
     */
    void start(RunSettings settings) throws Exception;

}
