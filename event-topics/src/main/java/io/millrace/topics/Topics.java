package io.millrace.topics;

import static io.millrace.topics.Topic.Partitions.LIKE_EVENTS;
import static io.millrace.topics.Topic.Partitions.ONE;

import io.millrace.definition.StoredDefinition;
import io.millrace.event.Event;
import io.millrace.result.Alert;
import io.millrace.result.LateEvent;
import io.millrace.result.Notification;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.result.RejectedEvent;
import io.millrace.result.WindowResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;

/**
 * All topics of Millrace.
 *
 * <p>
 * No topic is kept by time: retention by time goes by record timestamps, which are event times, so a replay of old
 * events would be deleted as it arrives. Logs are bounded by size instead, state by compaction.
 */
public final class Topics {

    /** Size per partition at which the oldest records of a log topic go: 4 GiB. */
    private static final String LOG_BYTES = Long.toString(4L << 30);

    /**
     * Largest record of any topic: 8 MiB. An event of a sender may have 1 MiB; its normalised form, or the rejection that
     * holds its bytes as an escaped string, can be several times as large.
     */
    public static final int MAX_RECORD_BYTES = 8 << 20;

    /** Record timestamps are event times: a broker's own idea of how far in the future they may lie does not apply. */
    private static final String ANY_TIME = Long.toString(Long.MAX_VALUE);

    private static final Map<String, String> LOG = Map.of("cleanup.policy", "delete", "retention.ms", "-1",
            "retention.bytes", LOG_BYTES, "message.timestamp.type", "CreateTime",
            "message.timestamp.after.max.ms", ANY_TIME, "max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    private static final Map<String, String> TABLE = Map.of("cleanup.policy", "compact", "retention.ms", "-1",
            "max.message.bytes", Integer.toString(MAX_RECORD_BYTES));

    private static final Map<String, String> PROFILE_TABLE = profileTable();

    /** Events as senders wrote them, by {@link Event#key()} (or any key from other producers). */
    public static final Topic<byte[], byte[]> EVENTS_RAW = new Topic<>("events.raw", Serdes.ByteArray(),
            Serdes.ByteArray(), LIKE_EVENTS, LOG);

    /** Normalised events, by {@link Event#key()}; record timestamp is the event's own. */
    public static final Topic<String, Event> EVENTS = new Topic<>("events", Serdes.String(), JsonSerdes.event(),
            LIKE_EVENTS, LOG);

    /** Events that could not be taken, with the reason and the original bytes. */
    public static final Topic<byte[], RejectedEvent> EVENTS_REJECTED = new Topic<>("events.rejected",
            Serdes.ByteArray(), JsonSerdes.result(RejectedEvent.class), LIKE_EVENTS, LOG);

    /** Events that came too late for a metric or pattern, by {@link Event#key()}. */
    public static final Topic<String, LateEvent> EVENTS_LATE = new Topic<>("events.late", Serdes.String(),
            JsonSerdes.result(LateEvent.class), LIKE_EVENTS, LOG);

    /**
     * {@code tenant/user} to profile: {@code segment}, {@code traits}, {@code first_seen}, {@code registered_at}, as JSON.
     * What others write is not compacted away for a day, so that the ingest service has read it before.
     */
    public static final Topic<String, byte[]> PROFILES = new Topic<>("profiles", Serdes.String(), Serdes.ByteArray(),
            LIKE_EVENTS, PROFILE_TABLE);

    /** Metrics, patterns and rules, by {@link StoredDefinition#key()}. */
    public static final Topic<String, StoredDefinition> DEFINITIONS = new Topic<>("definitions", Serdes.String(),
            JsonSerdes.definition(), ONE, TABLE);

    /** Windows of metrics as they change and close, by series. */
    public static final Topic<String, WindowResult> METRICS_WINDOWS = new Topic<>("metrics.windows", Serdes.String(),
            JsonSerdes.result(WindowResult.class), LIKE_EVENTS, LOG);

    /** Completed patterns, by pattern key. */
    public static final Topic<String, PatternMatch> PATTERNS_MATCHES = new Topic<>("patterns.matches",
            Serdes.String(), JsonSerdes.result(PatternMatch.class), LIKE_EVENTS, LOG);

    /** Patterns that ran out of time, by pattern key. */
    public static final Topic<String, PatternTimeout> PATTERNS_TIMEOUTS = new Topic<>("patterns.timeouts",
            Serdes.String(), JsonSerdes.result(PatternTimeout.class), LIKE_EVENTS, LOG);

    /** Every transition of every alert, by {@link Alert#fingerprint()}. */
    public static final Topic<String, Alert> ALERTS = new Topic<>("alerts", Serdes.String(),
            JsonSerdes.result(Alert.class), LIKE_EVENTS, LOG);

    /** Alerts on their way to channels, by {@link Alert#fingerprint()}. */
    public static final Topic<String, Notification> NOTIFICATIONS = new Topic<>("notifications", Serdes.String(),
            JsonSerdes.result(Notification.class), LIKE_EVENTS, LOG);

    private static final List<Topic<?, ?>> ALL = List.of(EVENTS_RAW, EVENTS, EVENTS_REJECTED, EVENTS_LATE, PROFILES,
            DEFINITIONS, METRICS_WINDOWS, PATTERNS_MATCHES, PATTERNS_TIMEOUTS, ALERTS, NOTIFICATIONS);

    private Topics() {}

    private static Map<String, String> profileTable() {
        var configs = new HashMap<>(TABLE);
        configs.put("message.timestamp.after.max.ms", ANY_TIME);
        configs.put("min.compaction.lag.ms", Long.toString(Duration.ofDays(1).toMillis()));
        return Map.copyOf(configs);
    }

    /** Every topic, in the order of the flow. */
    public static List<Topic<?, ?>> all() {
        return ALL;
    }

}
