package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.process.BenchmarkTopics;
import io.millrace.benchmarks.process.BrokerProcess;
import io.millrace.benchmarks.process.JavaProcess;
import io.millrace.benchmarks.process.WorkFolder;
import io.millrace.benchmarks.windows.load.EventWriter;
import io.millrace.benchmarks.windows.load.Load;
import io.millrace.benchmarks.windows.measure.Measurement;
import io.millrace.benchmarks.windows.measure.Measuring;
import io.millrace.benchmarks.windows.measure.Measuring.Subject;
import io.millrace.benchmarks.windows.run.ConsumedRecords;
import io.millrace.benchmarks.windows.run.RunProcess;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Does runs one after the other, each in a process of its own, over the events of one broker. */
final class Runner implements AutoCloseable {

    private static final String HEAP = "3g";

    private final WorkFolder folder;
    private final String flinkLibraries;
    private final Duration commitInterval;
    private final List<String> jvmOptions;
    private final BrokerProcess broker;
    private final Admin admin;
    private final BenchmarkTopics topics;
    private int runs;

    /**
     * Starts the broker.
     *
     * @param flinkLibraries
     *            what Flink needs in other versions than the rest, as a class path
     */
    Runner(WorkFolder folder, String flinkLibraries, Duration commitInterval, List<String> jvmOptions)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.flinkLibraries = flinkLibraries;
        this.commitInterval = commitInterval;
        this.jvmOptions = jvmOptions;
        broker = BrokerProcess.start(folder.brokerData(), folder.log("broker"));
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
        topics = new BenchmarkTopics(admin, Load.PARTITIONS);
    }

    /**
     * Writes the events.
     *
     * @throws IOException
     *             when not all of them are on the topic afterwards
     */
    Load write(long events) throws IOException, InterruptedException, ExecutionException {
        topics.createEvents();
        try (var writer = new EventWriter(broker.bootstrapServers())) {
            var load = writer.write(events);
            if (topics.events() != load.records()) {
                throw new IOException("the topic has %d records, not %d".formatted(topics.events(), load.records()));
            }
            return load;
        }
    }

    /** Does a run and ends its process. */
    Measurement measure(RunSpec run, Load load) throws IOException, InterruptedException, ExecutionException {
        topics.renew(run.output());
        var application = run.name() + "-" + ++runs; // a consumer group that has read nothing yet
        var settings = new RunSettings(broker.bootstrapServers(), application, run.output(), folder.state(run.name()),
                commitInterval, run.grouping(), run.metrics());
        var count = settings.stateDir().resolve("consumed");
        var subject = new Subject(run.name(), run.output(), run.form(), run.metrics(), run.windows(),
                ConsumedRecords.open(count), run.limit());
        try (var process = JavaProcess.start(RunProcess.class, run.usesFlink() ? flinkLibraries : "", HEAP,
                jvmOptions, arguments(run, count, settings), folder.log(run.name()))) {
            return Measuring.measure(subject, load, process.process(), broker.handle(),
                    broker.bootstrapServers());
        } finally {
            folder.clearState(run.name());
        }
    }

    private static List<String> arguments(RunSpec run, Path count, RunSettings settings) {
        var arguments = new ArrayList<>(List.of(run.type(), run.countedTopic(), count.toString()));
        arguments.addAll(settings.toArguments());
        return arguments;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }

}
