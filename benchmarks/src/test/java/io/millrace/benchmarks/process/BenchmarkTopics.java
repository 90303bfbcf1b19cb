package io.millrace.benchmarks.process;

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
public final class BenchmarkTopics {

    /** Results bear the time at which the broker got them, by which the end of a run is told. */
    private static final Map<String, String> BROKER_TIME = Map.of("message.timestamp.type", "LogAppendTime");

    private final Admin admin;
    private final int partitions;

    /**
     * Through that client.
     *
     * @param partitions
     *            how many the topic of events has, and those like it
     */
    public BenchmarkTopics(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /** Makes the topic of events. */
    public void createEvents() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(asDeclared(Topics.EVENTS))).all().get();
    }

    /** Records on the topic of events. */
    public long events() throws ExecutionException, InterruptedException {
        var latest = IntStream.range(0, partitions).boxed().collect(Collectors.toMap(
                partition -> new TopicPartition(Topics.EVENTS.name(), partition), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
    }

    /** Deletes what the last run has left, and makes the topics that a run finds. */
    public void renew(String output) throws ExecutionException, InterruptedException {
        var old = admin.listTopics().names().get().stream().filter(name -> !name.equals(Topics.EVENTS.name())).toList();
        admin.deleteTopics(old).all().get();
        var topics = new ArrayList<NewTopic>();
        Topics.all().stream().filter(topic -> topic != Topics.EVENTS && !topic.name().equals(output)).map(
                this::asDeclared).forEach(topics::add);
        topics.add(new NewTopic(output, partitions, (short) 1).configs(outputSettings(output)));
        admin.createTopics(topics).all().get();
    }

    private static Map<String, String> outputSettings(String output) {
        var settings = new HashMap<String, String>();
        Topics.all().stream().filter(topic -> topic.name().equals(output)).forEach(
                topic -> settings.putAll(topic.configs()));
        settings.putAll(BROKER_TIME);
        return settings;
    }

    private NewTopic asDeclared(Topic<?, ?> topic) {
        int count = switch (topic.partitions()) {
            case LIKE_EVENTS -> partitions;
            case ONE -> 1;
        };
        return new NewTopic(topic.name(), count, (short) 1).configs(topic.configs());
    }

}
