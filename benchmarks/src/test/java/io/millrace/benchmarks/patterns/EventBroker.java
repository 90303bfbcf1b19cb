package io.millrace.benchmarks.patterns;

import io.millrace.benchmarks.patterns.load.StepStream;
import io.millrace.benchmarks.patterns.load.StepWriter;
import io.millrace.benchmarks.patterns.millrace.MeasuredService;
import io.millrace.benchmarks.process.BenchmarkTopics;
import io.millrace.benchmarks.process.BrokerProcess;
import io.millrace.benchmarks.process.WorkFolder;
import io.millrace.topics.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker with the events, for the runs that read them from one. Started when the first of them comes. */
final class EventBroker implements AutoCloseable {

    private final WorkFolder folder;
    private final long events;
    private BrokerProcess broker;
    private BenchmarkTopics topics;
    private Admin admin;

    EventBroker(WorkFolder folder, long events) {
        this.folder = folder;
        this.events = events;
    }

    /** Clears what the last run has left; gives the option that tells a run where the broker is. */
    String renewed() throws IOException, InterruptedException, ExecutionException {
        if (broker == null) {
            start();
        }
        topics.renew(Topics.PATTERNS_MATCHES.name());
        return "-D" + MeasuredService.BROKER + "=" + broker.bootstrapServers();
    }

    private void start() throws IOException, InterruptedException, ExecutionException {
        broker = BrokerProcess.start(folder.brokerData(), folder.log("broker"));
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
        topics = new BenchmarkTopics(admin, StepWriter.PARTITIONS);
        topics.createEvents();
        try (var writer = new StepWriter(broker.bootstrapServers())) {
            writer.write(StepStream.ofShop(), events);
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            admin.close();
            broker.close();
        }
    }

}
