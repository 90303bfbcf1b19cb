package io.millrace.benchmarks.windows.run;

import java.util.Arrays;

/** The process of a run: {@code RunProcess CLASS SETTINGS…}. */
public final class RunProcess {

    private RunProcess() {}

    /** Starts the run of that class; its threads keep the process alive. */
    public static void main(String[] args) throws Exception {
        var run = (Run) Class.forName(args[0]).getConstructor().newInstance();
        run.start(RunSettings.ofArguments(Arrays.asList(args).subList(1, args.length)));
    }

}
