package io.millrace.embedded;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kafka broker settings for one broker on a small machine (two cores, a laptop's disk) whose records may be years old.
 * Every setting that is not listed here has Kafka's own default. Times are in milliseconds unless the name says otherwise, sizes in bytes.
 *
 * <p>Of the defaults that are kept on purpose:
 * <ul>
 * <li>{@code message.timestamp.before.max.ms} is unlimited: a replay of old events is welcome.
 * <li>{@code message.timestamp.after.max.ms} is one hour: a record that is further in the future is refused with
 * {@code InvalidTimestampException}, so that a wrong clock is seen. A topic whose records bear the end of a window that
 * is still open (a day's window: up to a day ahead) has to set a larger limit of its own.
 * <li>{@code log.flush.interval.*}: records are acknowledged from the page cache. They survive the end of the process
 * in any manner, but not all of them a loss of power.
 * </ul>
 */
public final class SmallMachineSettings {

    private static final String MIB = String.valueOf(1 << 20);
    private static final String MIB_16 = String.valueOf(16 << 20);
    private static final String MIB_128 = String.valueOf(128 << 20);
    private static final String INTERNAL_PARTITIONS = "4";

    private static final Map<String, String> REPLICATION = Map.ofEntries(
            entry("default.replication.factor", "1"), entry("min.insync.replicas", "1"),
            entry("offsets.topic.replication.factor", "1"), entry("offsets.topic.num.partitions", INTERNAL_PARTITIONS),
            entry("transaction.state.log.replication.factor", "1"), entry("transaction.state.log.min.isr", "1"),
            entry("transaction.state.log.num.partitions", INTERNAL_PARTITIONS),
            entry("share.coordinator.state.topic.replication.factor", "1"),
            entry("share.coordinator.state.topic.min.isr", "1"),
            entry("share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS));

    /** Nothing expires by the age of a record or by a pause of the application: topics decide for themselves. */
    private static final Map<String, String> RETENTION = Map.ofEntries(entry("log.retention.ms", "-1"),
            entry("log.retention.bytes", "-1"),
            // Segments are rolled by event time too; a replay of ten years must not leave one segment a week.
            entry("log.roll.ms", String.valueOf(Duration.ofDays(365).toMillis())),
            // Offsets of a group that is away: after the default week a restart would read everything again.
            entry("offsets.retention.minutes", String.valueOf(Duration.ofDays(3650).toMinutes())));

    private static final Map<String, String> DISK_AND_MEMORY = Map.ofEntries(entry("log.segment.bytes", MIB_128),
            entry("log.index.size.max.bytes", MIB), entry("offsets.topic.segment.bytes", MIB_16),
            entry("transaction.state.log.segment.bytes", MIB_16),
            entry("share.coordinator.state.topic.segment.bytes", MIB_16),
            entry("log.cleaner.dedupe.buffer.size", MIB_16));

    private static final Map<String, String> THREADS = Map.ofEntries(entry("num.network.threads", "2"),
            entry("num.io.threads", "2"), entry("background.threads", "2"), entry("group.coordinator.threads", "1"),
            entry("group.coordinator.background.threads", "1"), entry("share.coordinator.threads", "1"),
            entry("log.cleaner.threads", "1"), entry("num.recovery.threads.per.data.dir", "2"));

    private static final Map<String, String> PROMPTNESS = Map.ofEntries(entry("group.initial.rebalance.delay.ms", "0"),
            entry("group.streams.initial.rebalance.delay.ms", "0"),
            // The metadata log has one voter: no batches to wait for, no others to keep posted (and no fsync twice a second).
            entry("controller.quorum.append.linger.ms", "0"), entry("metadata.max.idle.interval.ms", "0"),
            // A controlled shutdown is granted in answer to a heartbeat.
            entry("broker.heartbeat.interval.ms", "500"));

    private static final Map<String, String> STRICTNESS = Map.of("auto.create.topics.enable", "false");

    private static final Map<String, String> SETTINGS = Stream.of(REPLICATION, RETENTION, DISK_AND_MEMORY, THREADS,
            PROMPTNESS, STRICTNESS).flatMap(group -> group.entrySet().stream()).collect(
                    Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private SmallMachineSettings() {}

    /** All of them, by the name of the Kafka broker setting; unmodifiable. */
    public static Map<String, String> asMap() {
        return SETTINGS;
    }
}
