package io.millrace.cep;

import io.millrace.cep.event.PatternMessage;
import io.millrace.cep.event.PatternMessage.Candidate;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.event.PatternMessageSerde;
import io.millrace.cep.event.PatternPartitioner;
import io.millrace.cep.match.MatchHalf;
import io.millrace.cep.match.MatchProcessor;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.result.ResultKind;
import io.millrace.cep.result.WrittenResult;
import io.millrace.cep.select.SelectProcessor;
import io.millrace.result.LateEvent;
import io.millrace.result.RejectedEvent;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Turns events into matches and timeouts of patterns. Patterns per user are matched where the events come in; only what
 * concerns a pattern with another key travels.
 *
 * <pre>
 * events --> select --> match ----------------------------------------> patterns.matches
 * (key: user) |   |      [stores]                                   --> patterns.timeouts
 *             |   \---> by-key (repartitioned) --> match-by-key -/  \-> events.late
 *             |         (key: tenant/key)           [stores]
 *             \-> events.rejected
 * </pre>
 */
public final class CepTopology implements StreamsTopology {

    /** Repartition topic of events on their way to patterns with another key than the user, and of heartbeats. */
    public static final String BY_KEY = "by-key";

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final CepProperties properties;
    private final EventPartitions partitions;

    public CepTopology(ActivePatterns patterns, CepMeters meters, CepProperties properties,
            EventPartitions partitions) {
        this.patterns = patterns;
        this.meters = meters;
        this.properties = properties;
        this.partitions = partitions;
    }

    @Override
    public void addTo(StreamsBuilder builder) {
        var selected = events(builder).process(() -> new SelectProcessor(patterns, meters, properties),
                Named.as("select"));
        keepUnreadable(selected);
        var messages = messages(selected);
        var direct = match(messages.filterNot((_, message) -> message instanceof Candidate, Named.as("direct")),
                MatchHalf.DIRECT);
        var byKey = match(byKey(messages), MatchHalf.BY_KEY);
        publish(direct, byKey, ResultKind.MATCH, Topics.PATTERNS_MATCHES, "matches");
        publish(direct, byKey, ResultKind.TIMEOUT, Topics.PATTERNS_TIMEOUTS, "timeouts");
        publishLate(direct, "late");
        publishLate(byKey, "late-by-key");
    }

    @Override
    public boolean readsSingly() {
        return true;
    }

    private static KStream<String, byte[]> events(StreamsBuilder builder) {
        return builder.stream(Topics.EVENTS.name(),
                Consumed.with(Topics.EVENTS.keySerde(), Serdes.ByteArray()).withName("events"));
    }

    @SuppressWarnings("unchecked")
    private static KStream<String, PatternMessage> messages(KStream<String, Object> selected) {
        KStream<String, ?> messages = selected.filter((_, value) -> value instanceof PatternMessage,
                Named.as("only-messages"));
        return (KStream<String, PatternMessage>) messages;
    }

    private static void keepUnreadable(KStream<String, Object> selected) {
        only(selected, RejectedEvent.class, "unreadable").map(
                (key, rejected) -> KeyValue.pair(key == null ? null : key.getBytes(StandardCharsets.UTF_8), rejected),
                Named.as("by-bytes")).to(Topics.EVENTS_REJECTED.name(),
                        produced(Topics.EVENTS_REJECTED, "keep-unreadable"));
    }

    private static KStream<String, PatternMessage> byKey(KStream<String, PatternMessage> messages) {
        return messages.filterNot((_, message) -> message instanceof IncomingEvent,
                Named.as("travelling")).repartition(
                        Repartitioned.<String, PatternMessage>as(BY_KEY).withKeySerde(Serdes.String()).withValueSerde(
                                PatternMessageSerde.messages()).withStreamPartitioner(new PatternPartitioner()));
    }

    private KStream<String, Object> match(KStream<String, PatternMessage> messages, MatchHalf half) {
        return messages.process(MatchProcessor.supplier(half, patterns, meters, properties, partitions::count),
                Named.as(half.processor()));
    }

    /** Results come written already, as the topic's own serde writes them. */
    private static <R> void publish(KStream<String, Object> direct, KStream<String, Object> byKey, ResultKind<R> kind,
            Topic<String, R> topic, String name) {
        written(direct, kind, name).to(topic.name(), bytes(topic, "publish-" + name));
        written(byKey, kind, name + "-by-key").to(topic.name(), bytes(topic, "publish-" + name + "-by-key"));
    }

    private static KStream<String, byte[]> written(KStream<String, Object> records, ResultKind<?> kind, String name) {
        return records.filter((_, value) -> value instanceof WrittenResult result && result.kind() == kind,
                Named.as("only-" + name)).mapValues(value -> ((WrittenResult) value).json(), Named.as("as-" + name));
    }

    private static void publishLate(KStream<String, Object> records, String name) {
        only(records, LateEvent.class, name).to(Topics.EVENTS_LATE.name(),
                produced(Topics.EVENTS_LATE, "publish-" + name));
    }

    private static <R> KStream<String, R> only(KStream<String, Object> records, Class<R> type, String name) {
        return records.filter((_, value) -> type.isInstance(value), Named.as("only-" + name)).mapValues(type::cast,
                Named.as("as-" + name));
    }

    private static Produced<String, byte[]> bytes(Topic<String, ?> topic, String name) {
        return Produced.with(topic.keySerde(), Serdes.ByteArray()).withName(name);
    }

    private static <K, V> Produced<K, V> produced(Topic<K, V> topic, String name) {
        return Produced.with(topic.keySerde(), topic.valueSerde()).withName(name);
    }

}
