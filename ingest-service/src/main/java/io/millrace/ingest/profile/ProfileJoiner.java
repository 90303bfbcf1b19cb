package io.millrace.ingest.profile;

import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.ingest.KeptBytes;
import io.millrace.ingest.profile.ProfileMeters.Source;
import io.millrace.ingest.profile.ProfileOutcome.Joined;
import io.millrace.ingest.profile.ProfileOutcome.Published;
import io.millrace.ingest.profile.ProfileOutcome.Refused;
import io.millrace.result.RejectedEvent;
import java.time.Clock;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Joins each event of a user with the user's profile, after the event has made its own change of it. An event is sent on
 * at once and as often as it comes, whatever becomes of the profile.
 *
 * <p>
 * An event that makes a change that is refused is an event nevertheless; the refusal is a record of its own.
 */
final class ProfileJoiner implements Processor<String, Event, String, ProfileOutcome> {

    private static final String IDENTIFY = "identify";
    private static final String REGISTERED = "user.registered";

    private final Clock clock;
    private final ProfileMeters meters;

    private ProcessorContext<String, ProfileOutcome> context;
    private ProfileStore profiles;

    ProfileJoiner(Clock clock, ProfileMeters meters) {
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, ProfileOutcome> context) {
        this.context = context;
        this.profiles = new ProfileStore(context.getStateStore(ProfileTopology.STORE));
    }

    @Override
    public void process(Record<String, Event> record) {
        var event = record.value();
        if (event.userId() == null) {
            passAnonymous(record);
            return;
        }
        var key = ProfileKey.of(event);
        var before = profiles.of(key);
        var after = changed(record, before);
        profiles.replace(key, before, after);
        meters.joined(after.isKnown());
        context.forward(record.withValue(new Joined(after.isKnown() ? ProfileForms.joined(event, after) : event)));
        publish(record, key, before, after);
    }

    private void passAnonymous(Record<String, Event> record) {
        var type = record.value().eventType();
        if (type.equals(IDENTIFY) || type.equals(REGISTERED)) {
            meters.anonymous();
        }
        context.forward(record.withValue(new Joined(record.value())));
    }

    private Profile changed(Record<String, Event> record, Profile before) {
        var event = record.value();
        var seen = before.seenAt(event.timestampMillis());
        return switch (event.eventType()) {
            case IDENTIFY -> identified(record, seen);
            case REGISTERED -> taken(Source.REGISTERED, seen, seen.registeredAt(event.timestampMillis()));
            default -> seen;
        };
    }

    private Profile identified(Record<String, Event> record, Profile profile) {
        try {
            var change = IdentifyReader.read(record.value());
            return taken(Source.IDENTIFY, profile, ProfileLimits.checked(profile.with(change)));
        } catch (RefusedChangeException e) {
            refuse(record, e);
            return profile;
        }
    }

    private Profile taken(Source source, Profile before, Profile after) {
        meters.taken(source, !before.saysTheSameAs(after));
        return after;
    }

    private void refuse(Record<String, Event> record, RefusedChangeException refusal) {
        var event = record.value();
        var why = refusal.reason(event.eventId());
        meters.refused(why.code());
        var original = EventJson.write(event);
        var place = context.recordMetadata().orElseThrow();
        context.forward(record.withValue(new Refused(RejectedEvent.ofRecord(why, event.tenantId(),
                KeptBytes.of(original, 0, original.length), place.topic(), place.partition(), place.offset(),
                clock.instant()))));
    }

    private void publish(Record<String, Event> record, ProfileKey key, Profile before, Profile after) {
        if (before == after) {
            return;
        }
        var published = ProfileForms.published(key, after);
        if (!Objects.equals(published, ProfileForms.published(key, before))) {
            context.forward(new Record<>(key.text(), new Published(ProfileForms.json(published)), record.timestamp(),
                    OwnRecords.headers()));
        }
    }

}
