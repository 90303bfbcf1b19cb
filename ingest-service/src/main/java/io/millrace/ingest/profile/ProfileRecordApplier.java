package io.millrace.ingest.profile;

import io.millrace.event.EventReader;
import io.millrace.ingest.profile.ProfileMeters.Source;
import io.millrace.ingest.profile.ProfileOutcome.Published;
import io.millrace.ingest.profile.ProfileOutcome.Refused;
import io.millrace.result.RejectedEvent;
import io.millrace.topics.Topics;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Applies what others wrote to {@code profiles}, at the time of its record, which is not believed when it lies in the
 * future. A tombstone forgets everything that was said of the user up to then.
 *
 * <p>
 * Afterwards the whole profile is published, changed or not: the last record of a key on {@code profiles} is always the
 * whole, whatever part somebody wrote.
 */
final class ProfileRecordApplier implements Processor<String, RoutedRecord, String, ProfileOutcome> {

    private final String defaultTenant;
    private final Clock clock;
    private final ProfileMeters meters;

    private ProcessorContext<String, ProfileOutcome> context;
    private ProfileStore profiles;

    ProfileRecordApplier(String defaultTenant, Clock clock, ProfileMeters meters) {
        this.defaultTenant = defaultTenant;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, ProfileOutcome> context) {
        this.context = context;
        this.profiles = new ProfileStore(context.getStateStore(ProfileTopology.STORE));
    }

    @Override
    public void process(Record<String, RoutedRecord> record) {
        ProfileKey key;
        try {
            key = ProfileKey.read(record.value().key(), defaultTenant);
        } catch (RefusedChangeException e) {
            refuse(record, null, e);
            return;
        }
        var before = profiles.of(key);
        var after = changed(record, key, before);
        profiles.replace(key, before, after);
        if (before.isKnown() || after.isKnown()) {
            publish(record, key, after);
        }
    }

    private Profile changed(Record<String, RoutedRecord> record, ProfileKey key, Profile before) {
        try {
            var after = applied(record.value(), time(record), key, before);
            meters.taken(Source.RECORD, !before.saysTheSameAs(after));
            return after;
        } catch (RefusedChangeException e) {
            refuse(record, key.tenant(), e);
            return before;
        }
    }

    private static Profile applied(RoutedRecord record, long time, ProfileKey key, Profile before) {
        if (record.value() == null) {
            return before.forgottenAt(time);
        }
        var change = ProfileRecordReader.read(key, record, Stamp.ofRecord(time, record.offset()));
        return ProfileLimits.checked(before.with(change));
    }

    private long time(Record<String, RoutedRecord> record) {
        long now = clock.millis();
        return record.timestamp() > now + EventReader.FUTURE_TOLERANCE.toMillis() ? now : record.timestamp();
    }

    private void refuse(Record<String, RoutedRecord> record, String tenant, RefusedChangeException refusal) {
        var routed = record.value();
        var why = refusal.reason(null);
        meters.refused(why.code());
        var original = routed.value() == null ? new byte[0] : routed.value();
        context.forward(new Record<>(routed.key() == null ? "" : routed.key(),
                new Refused(RejectedEvent.ofRecord(why, tenant, original, Topics.PROFILES.name(), routed.partition(),
                        routed.offset(), clock.instant())),
                record.timestamp()));
    }

    private void publish(Record<String, RoutedRecord> record, ProfileKey key, Profile profile) {
        var json = ProfileForms.json(ProfileForms.published(key, profile));
        context.forward(new Record<>(key.text(), new Published(json), record.timestamp(), OwnRecords.headers()));
    }

}
