package io.millrace.ingest.topology;

import io.millrace.event.Event;
import io.millrace.ingest.IngestProperties;
import io.millrace.ingest.profile.ProfileLimits;
import io.millrace.ingest.profile.ProfileMeters;
import io.millrace.ingest.profile.ProfileTopology;
import io.millrace.ingest.topology.RawReading.Refused;
import io.millrace.ingest.topology.RawReading.Settled;
import io.millrace.ingest.topology.RawReading.Stray;
import io.millrace.ingest.topology.RawReading.Taken;
import io.millrace.runtime.streams.StreamsTopology;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.topics.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Normalises what stands on {@code events.raw}.
 *
 * <pre>
 * events.raw --> read --+--> refused -----------------------------> events.rejected
 * (any key)             +--> settled --------+
 *                       +--> stray --rekeyed-+--> deduplicate --> join profiles --> events
 *                                                [event-arrivals]  [user-profiles]   (key: user)
 * </pre>
 *
 * Duplicates can only be told, and order only be kept, where all events of a key meet. The door's records are there
 * already; those of producers that chose other keys take the way through {@code rekeyed}. How profiles are kept is {@link ProfileTopology}'s.
 */
public final class IngestTopology implements StreamsTopology {

    /** Key-value store: hash of tenant and event id to arrival time. Its name is its changelog's: renaming loses it. */
    public static final String ARRIVALS_STORE = "event-arrivals";
    /** The repartition topic of events that were not in the partition of their key. */
    public static final String REKEYED = "rekeyed";

    /** Bytes of the largest event that fits into a record, with room for its key, its user's profile and what surrounds it. */
    private static final int LARGEST_EVENT = Topics.MAX_RECORD_BYTES - ProfileLimits.MAX_BYTES - (64 << 10);

    private static final String READING = "reading-";
    private static final String REFUSED = "refused";
    private static final String SETTLED = "settled";
    private static final String STRAY = "stray";

    private final EventPartitions partitions;
    private final IngestProperties properties;
    private final Clock clock;
    private final TopologyMeters meters;
    private final ProfileMeters profileMeters;

    public IngestTopology(EventPartitions partitions, IngestProperties properties, Clock clock,
            TopologyMeters meters, ProfileMeters profileMeters) {
        this.partitions = partitions;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
        this.profileMeters = profileMeters;
    }

    @Override
    public void addTo(StreamsBuilder builder) {
        int count = partitions.count();
        var readings = readRawEvents(builder, count);
        publishRejections(readings.get(READING + REFUSED));
        var settled = keyedBy(readings.get(READING + SETTLED), "key-settled");
        var strays = keyedBy(readings.get(READING + STRAY), "key-strays");
        var events = withoutDuplicates(settled.merge(rekeyed(strays, count), Named.as("meet-by-key")));
        publishEvents(withProfiles(events, builder, count));
    }

    private Map<String, KStream<byte[], RawReading>> readRawEvents(StreamsBuilder builder, int count) {
        var raw = Topics.EVENTS_RAW;
        var rules = new RawEventRules(count, properties.defaultTenant(), LARGEST_EVENT);
        var source = Consumed.with(raw.keySerde(), raw.valueSerde());
        var readings = builder.stream(raw.name(),
                source.withTimestampExtractor(new RecordTimes()).withName("raw-events")).process(
                        () -> new RawEventReader(rules, clock, meters), Named.as("read"));
        var branches = readings.split(Named.as(READING));
        branches.branch((_, reading) -> reading instanceof Refused, Branched.as(REFUSED));
        branches.branch((_, reading) -> reading instanceof Settled, Branched.as(SETTLED));
        branches.branch((_, reading) -> reading instanceof Stray, Branched.as(STRAY));
        return branches.noDefaultBranch();
    }

    private static void publishRejections(KStream<byte[], RawReading> refused) {
        var topic = Topics.EVENTS_REJECTED;
        refused.mapValues(reading -> ((Refused) reading).rejection(), Named.as("rejections")).to(topic.name(),
                Produced.with(topic.keySerde(), topic.valueSerde()).withName("rejected-events"));
    }

    private static KStream<String, Event> keyedBy(KStream<byte[], RawReading> readings, String name) {
        return readings.map((_, reading) -> {
            var event = ((Taken) reading).event();
            return KeyValue.pair(event.key(), event);
        }, Named.as(name));
    }

    private static KStream<String, Event> rekeyed(KStream<String, Event> strays, int count) {
        return strays.repartition(Repartitioned.with(Topics.EVENTS.keySerde(), Topics.EVENTS.valueSerde()).withName(
                REKEYED).withNumberOfPartitions(count));
    }

    private KStream<String, Event> withoutDuplicates(KStream<String, Event> events) {
        return events.process(new DeduplicatorSupplier(), Named.as("deduplicate"));
    }

    private KStream<String, Event> withProfiles(KStream<String, Event> events, StreamsBuilder builder, int count) {
        var topic = Topics.PROFILES;
        var records = builder.stream(topic.name(), Consumed.with(topic.keySerde(),
                topic.valueSerde()).withTimestampExtractor(new RecordTimes()).withName("profile-records"));
        return new ProfileTopology(count, properties.defaultTenant(), clock, profileMeters).join(events, records);
    }

    private static void publishEvents(KStream<String, Event> events) {
        var topic = Topics.EVENTS;
        events.to(topic.name(),
                Produced.with(topic.keySerde(), topic.valueSerde()).withName("normalised-events"));
    }

    private final class DeduplicatorSupplier implements ProcessorSupplier<String, Event, String, Event> {

        @Override
        public Processor<String, Event, String, Event> get() {
            var settings = properties.deduplication();
            return new Deduplicator(ARRIVALS_STORE, settings.retention(), settings.sweepInterval(), clock, meters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            StoreBuilder<?> arrivals = Stores.<Bytes, Long>keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(ARRIVALS_STORE), Serdes.Bytes(), Serdes.Long());
            return Set.of(arrivals);
        }

    }

}
