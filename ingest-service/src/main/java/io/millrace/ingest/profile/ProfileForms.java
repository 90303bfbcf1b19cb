package io.millrace.ingest.profile;

import io.millrace.event.Event;
import io.millrace.event.JsonTree;
import io.millrace.event.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What others see of a profile: on {@code profiles}, and in the events of its user. */
final class ProfileForms {

    private static final String PROFILE = "profile";

    private ProfileForms() {}

    /**
     * The value on {@code profiles}: {@code tenant_id}, {@code user_id}, {@code segment}, {@code traits},
     * {@code first_seen}, {@code registered_at}, absent ones left out; null, a tombstone, when nothing is known.
     */
    static Map<String, Object> published(ProfileKey key, Profile profile) {
        if (!profile.isKnown()) {
            return null;
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("tenant_id", key.tenant());
        fields.put("user_id", key.user());
        put(fields, ProfileFact.SEGMENT.jsonName(), profile.segment());
        fields.put("traits", profile.presentTraits());
        put(fields, ProfileFact.FIRST_SEEN.jsonName(), text(profile.firstSeen()));
        put(fields, ProfileFact.REGISTERED_AT.jsonName(), text(profile.registeredAt()));
        return fields;
    }

    /** The bytes of the value on {@code profiles}, or null. */
    static byte[] json(Map<String, Object> published) {
        return published == null ? null : JsonTree.write(published);
    }

    /**
     * The event with its user's segment, unless it brings one, and with {@code context.profile}: {@code traits},
     * {@code registered_at} and {@code cohort}, the UTC date of the registration.
     */
    static Event joined(Event event, Profile profile) {
        var context = new LinkedHashMap<>(event.context());
        context.put(PROFILE, carried(profile));
        var joined = event.withContext(Collections.unmodifiableMap(context));
        return joined.segment() == null && profile.segment() != null ? joined.withSegment(profile.segment()) : joined;
    }

    private static Map<String, Object> carried(Profile profile) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("traits", profile.presentTraits());
        var registered = profile.registeredAt();
        if (registered != null) {
            fields.put(ProfileFact.REGISTERED_AT.jsonName(), text(registered));
            fields.put("cohort", LocalDate.ofInstant(registered, ZoneOffset.UTC).toString());
        }
        return Collections.unmodifiableMap(fields);
    }

    private static String text(Instant time) {
        return time == null ? null : Timestamps.format(time);
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

}
