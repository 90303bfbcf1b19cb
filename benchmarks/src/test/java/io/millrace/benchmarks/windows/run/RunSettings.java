package io.millrace.benchmarks.windows.run;

import io.millrace.benchmarks.windows.load.Grouping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run is told.
 *
 * @param bootstrapServers
 *            the broker
 * @param application
 *            id of its consumer group, prefix of all other names that it chooses
 * @param output
 *            topic of its results
 * @param stateDir
 *            folder of its own
 * @param commitInterval
 *            how often an application of Kafka Streams commits
 * @param grouping
 *            by what it groups
 * @param metrics
 *            how many metrics it computes
 */
public record RunSettings(String bootstrapServers, String application, String output, Path stateDir,
        Duration commitInterval, Grouping grouping, int metrics) {

    /** Threads of Kafka Streams, parallelism of Flink. */
    public static final int THREADS = 2;
    /** How often Flink takes a checkpoint. */
    public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    /** As arguments of a process. */
    public List<String> toArguments() {
        return List.of(bootstrapServers, application, output, stateDir.toString(), commitInterval.toString(),
                grouping.name(), Integer.toString(metrics));
    }

    /** Reads what {@link #toArguments} gave. */
    public static RunSettings ofArguments(List<String> arguments) {
        return new RunSettings(arguments.get(0), arguments.get(1), arguments.get(2), Path.of(arguments.get(3)),
                Duration.parse(arguments.get(4)), Grouping.valueOf(arguments.get(5)),
                Integer.parseInt(arguments.get(6)));
    }

}
