package io.millrace.benchmarks.patterns.run;

import java.time.Duration;
import java.util.List;

/**
 * What a run is told.
 *
 * @param events
 *            how many it is measured over
 * @param warmUp
 *            how many it is given before, with a state of their own
 * @param compared
 *            up to which event matches are counted to be compared with other runs
 * @param skipsPastLast
 *            whether a match drops the runs that started within it
 * @param patterns
 *            how many patterns it matches
 * @param openRuns
 *            how many runs are open at a time, where that is asked for
 */
public record Order(long events, long warmUp, long compared, boolean skipsPastLast, int patterns, int openRuns) {

    /** The window of the pattern of shops. */
    public static final Duration WITHIN = Duration.ofMinutes(5);

    /** As arguments of a process. */
    public List<String> toArguments() {
        return List.of(Long.toString(events), Long.toString(warmUp), Long.toString(compared),
                Boolean.toString(skipsPastLast), Integer.toString(patterns), Integer.toString(openRuns));
    }

    /** Reads what {@link #toArguments} gave. */
    public static Order ofArguments(List<String> arguments) {
        return new Order(Long.parseLong(arguments.get(0)), Long.parseLong(arguments.get(1)),
                Long.parseLong(arguments.get(2)), Boolean.parseBoolean(arguments.get(3)),
                Integer.parseInt(arguments.get(4)), Integer.parseInt(arguments.get(5)));
    }

    /** The same, over other events and not compared. */
    public Order over(long otherEvents) {
        return new Order(otherEvents, 0, 0, skipsPastLast, patterns, openRuns);
    }

}
