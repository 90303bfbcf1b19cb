package io.millrace.cep;

import io.millrace.cep.candidate.PatternMessage;
import io.millrace.cep.candidate.PatternMessageSerde;
import io.millrace.cep.candidate.PatternPartitioner;
import io.millrace.cep.candidate.SelectProcessor;
import io.millrace.cep.match.MatchProcessor;
import io.millrace.event.Event;
import io.millrace.result.LateEvent;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Recognises patterns in events. All active patterns share the one topology, whatever their keys.
 *
 * <pre>
 * events --> select --> by-key (repartitioned) --> match --> patterns.matches
 * (key: user)           (key: tenant/pattern/key)  [stores]  --> patterns.timeouts
 *                                                            \-> events.late
 * </pre>
 */
public final class CepTopology implements StreamsTopology {

    /** Repartition topic of events on their way to patterns, and of heartbeats; the stores are partitioned like it. */
    public static final String BY_KEY = "by-key";

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final CepProperties properties;
    private final EventPartitions sourcePartitions;

    public CepTopology(ActivePatterns patterns, CepMeters meters, CepProperties properties,
            EventPartitions sourcePartitions) {
        this.patterns = patterns;
        this.meters = meters;
        this.properties = properties;
        this.sourcePartitions = sourcePartitions;
    }

    @Override
    public void addTo(StreamsBuilder builder) {
        var candidates = select(events(builder));
        var results = match(byKey(candidates));
        publish(results, PatternMatch.class, Topics.PATTERNS_MATCHES, "matches");
        publish(results, PatternTimeout.class, Topics.PATTERNS_TIMEOUTS, "timeouts");
        publish(results, LateEvent.class, Topics.EVENTS_LATE, "late");
    }

    @Override
    public boolean readsSingly() {
        return true;
    }

    private KStream<String, Event> events(StreamsBuilder builder) {
        return builder.stream(Topics.EVENTS.name(),
                Consumed.with(Topics.EVENTS.keySerde(), Topics.EVENTS.valueSerde()).withName("events"));
    }

    private KStream<String, PatternMessage> select(KStream<String, Event> events) {
        return events.process(() -> new SelectProcessor(patterns, meters, properties), Named.as("select"));
    }

    private KStream<String, PatternMessage> byKey(KStream<String, PatternMessage> candidates) {
        return candidates.repartition(
                Repartitioned.<String, PatternMessage>as(BY_KEY).withKeySerde(Serdes.String()).withValueSerde(
                        PatternMessageSerde.messages()).withStreamPartitioner(new PatternPartitioner()));
    }

    private KStream<String, Object> match(KStream<String, PatternMessage> candidates) {
        return candidates.process(
                MatchProcessor.supplier(patterns, meters, properties, sourcePartitions::count), Named.as("match"));
    }

    private static <R> void publish(KStream<String, Object> results, Class<R> type, Topic<String, R> topic,
            String name) {
        results.filter((_, result) -> type.isInstance(result), Named.as(name + "-only")).mapValues(type::cast,
                Named.as("as-" + name)).to(topic.name(),
                        Produced.with(topic.keySerde(), topic.valueSerde()).withName("publish-" + name));
    }

}
