package io.millrace.benchmarks.windows.run;

import java.nio.file.Path;
import java.util.Arrays;

/** The process of a run: {@code RunProcess CLASS COUNTED_TOPIC COUNT_FILE SETTINGS…}. */
public final class RunProcess {

    private RunProcess() {}

    /** Starts the run of that class; its threads keep the process alive. */
    public static void main(String[] args) throws Exception {
        var run = (Run) Class.forName(args[0]).getConstructor().newInstance();
        ConsumedRecords.count(args[1], Path.of(args[2]));
        run.start(RunSettings.ofArguments(Arrays.asList(args).subList(3, args.length)));
    }

}
