package io.millrace.benchmarks.patterns.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The process of a run: {@code PatternRunMain CLASS FIGURES_FILE ORDER…}. */
public final class PatternRunMain {

    private PatternRunMain() {}

    /** Warms up, measures, writes the figures down and ends the process, whatever threads are left. */
    public static void main(String[] args) throws Exception {
        var run = (PatternRun) Class.forName(args[0]).getConstructor().newInstance();
        var order = Order.ofArguments(Arrays.asList(args).subList(2, args.length));
        if (order.warmUp() > 0) {
            run.run(order.over(order.warmUp()));
        }
        System.gc();
        Files.writeString(Path.of(args[1]), run.run(order).toText());
        System.exit(0);
    }

}
