package io.millrace.ingest.profile;

import io.millrace.event.Event;
import io.millrace.ingest.profile.ProfileOutcome.Joined;
import io.millrace.ingest.profile.ProfileOutcome.Published;
import io.millrace.ingest.profile.ProfileOutcome.Refused;
import io.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps profiles and joins them into events.
 *
 * <pre>
 * events ------------------------------------------------------> join ----+--> joined events
 * (key: user)                                              [user-profiles]+--> profiles
 * profiles --> route (others') --profile-records (key: user)--> apply ----+--> events.rejected
 * (key: tenant/user)
 * </pre>
 *
 * @param partitions
 *            in how many partitions events meet by key
 * @param defaultTenant
 *            tenant of records of {@code profiles} whose key names none
 */
public record ProfileTopology(int partitions, String defaultTenant, Clock clock, ProfileMeters meters) {

    /** Key-value store: {@code tenant/user} to profile. Its name is its changelog's: renaming loses it. */
    public static final String STORE = "user-profiles";
    /** The repartition topic of what others write to {@code profiles}, by user. */
    public static final String RECORDS = "profile-records";

    private static final String OUTCOME = "profile-";
    private static final String JOINED = "joined";
    private static final String PUBLISHED = "published";
    private static final String REFUSED = "refused";

    /**
     * Joins profiles into events.
     *
     * @param events
     *            events in the partition of their key
     * @param records
     *            the topic {@code profiles}
     * @return the same events in the same order, those of known users with the profile
     */
    public KStream<String, Event> join(KStream<String, Event> events, KStream<String, byte[]> records) {
        var store = store();
        var joined = events.process(supplier(store, () -> new ProfileJoiner(clock, meters)),
                Named.as("join-profiles"));
        var applied = atTheirUsers(records).process(
                supplier(store, () -> new ProfileRecordApplier(defaultTenant, clock, meters)),
                Named.as("apply-profile-records"));
        var outcomes = joined.merge(applied, Named.as("profile-outcomes")).split(Named.as(OUTCOME)).branch(
                (_, outcome) -> outcome instanceof Joined, Branched.as(JOINED)).branch(
                        (_, outcome) -> outcome instanceof Published, Branched.as(PUBLISHED)).branch(
                                (_, outcome) -> outcome instanceof Refused, Branched.as(REFUSED)).noDefaultBranch();
        publish(outcomes.get(OUTCOME + PUBLISHED));
        publishRefusals(outcomes.get(OUTCOME + REFUSED));
        return outcomes.get(OUTCOME + JOINED).mapValues(outcome -> ((Joined) outcome).event(),
                Named.as("joined-events"));
    }

    private KStream<String, RoutedRecord> atTheirUsers(KStream<String, byte[]> records) {
        return records.process(ProfileRouter::new, Named.as("route-profile-records")).repartition(
                Repartitioned.with(Serdes.String(), RoutedRecord.serde()).withName(RECORDS).withNumberOfPartitions(
                        partitions));
    }

    private static void publish(KStream<String, ProfileOutcome> published) {
        var topic = Topics.PROFILES;
        published.mapValues(outcome -> ((Published) outcome).json(), Named.as("whole-profiles")).to(topic.name(),
                Produced.with(topic.keySerde(), topic.valueSerde()).withName("changed-profiles"));
    }

    private static void publishRefusals(KStream<String, ProfileOutcome> refused) {
        var topic = Topics.EVENTS_REJECTED;
        refused.map((key, outcome) -> KeyValue.pair(key.getBytes(StandardCharsets.UTF_8),
                ((Refused) outcome).rejection()), Named.as("profile-rejections")).to(topic.name(),
                        Produced.with(topic.keySerde(), topic.valueSerde()).withName("refused-profile-changes"));
    }

    private static StoreBuilder<?> store() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(),
                ProfileSerde.profile());
    }

    private static <V> ProcessorSupplier<String, V, String, ProfileOutcome> supplier(StoreBuilder<?> store,
            Supplier<Processor<String, V, String, ProfileOutcome>> processors) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<String, V, String, ProfileOutcome> get() {
                return processors.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store);
            }

        };
    }

}
