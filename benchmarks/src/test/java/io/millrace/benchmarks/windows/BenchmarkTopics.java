package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.windows.load.Load;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import java.util.stream.Collectors;

/** The topics of the benchmark: the events stay, all others are new for each run. */
final class BenchmarkTopics {

    /** Results bear the time at which the broker got them, by which the end of a run is told. */
    private static final Map<String, String> BROKER_TIME = Map.of("message.timestamp.type", "LogAppendTime");

    private final Admin admin;

    BenchmarkTopics(Admin admin) {
        this.admin = admin;
    }

    void createEvents() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(asDeclared(Topics.EVENTS))).all().get();
    }

    /** Records on the topic of events. */
    long events() throws ExecutionException, InterruptedException {
        var latest = IntStream.range(0, Load.PARTITIONS).boxed().collect(Collectors.toMap(
                partition -> new TopicPartition(Topics.EVENTS.name(), partition), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
    }

    /** Deletes what the last run has left, and makes the topics that a run finds. */
    void renew(String output) throws ExecutionException, InterruptedException {
        var old = admin.listTopics().names().get().stream().filter(name -> !name.equals(Topics.EVENTS.name())).toList();
        admin.deleteTopics(old).all().get();
        var topics = new ArrayList<NewTopic>();
        Topics.all().stream().filter(topic -> topic != Topics.EVENTS && !topic.name().equals(output)).map(
                BenchmarkTopics::asDeclared).forEach(topics::add);
        topics.add(new NewTopic(output, Load.PARTITIONS, (short) 1).configs(outputSettings(output)));
        admin.createTopics(topics).all().get();
    }

    private static Map<String, String> outputSettings(String output) {
        var settings = new HashMap<String, String>();
        Topics.all().stream().filter(topic -> topic.name().equals(output)).forEach(
                topic -> settings.putAll(topic.configs()));
        settings.putAll(BROKER_TIME);
        return settings;
    }

    private static NewTopic asDeclared(Topic<?, ?> topic) {
        int partitions = switch (topic.partitions()) {
            case LIKE_EVENTS -> Load.PARTITIONS;
            case ONE -> 1;
        };
        return new NewTopic(topic.name(), partitions, (short) 1).configs(topic.configs());
    }

}
