package io.millrace.ingest.profile;

import io.millrace.event.JsonTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The JSON of profiles in the store, {@code {"facts":{"segment":["vip",TIME,ORDER]},"traits":{…},"seen":TIME,…}}: it holds
 * the stamps too, and so is another form than that of the topic.
 */
final class ProfileSerde {

    private static final String FACTS = "facts";
    private static final String TRAITS = "traits";
    private static final String SEEN = "seen";
    private static final String REGISTERED = "registered";
    private static final String FORGOTTEN = "forgotten";

    private ProfileSerde() {}

    static Serde<Profile> profile() {
        return Serdes.serdeFrom((_, profile) -> profile == null ? null : write(profile),
                (_, json) -> json == null ? null : read(json));
    }

    private static byte[] write(Profile profile) {
        var fields = new LinkedHashMap<String, Object>();
        if (!profile.facts().isEmpty()) {
            fields.put(FACTS, written(profile.facts(), ProfileFact::jsonName));
        }
        if (!profile.traits().isEmpty()) {
            fields.put(TRAITS, written(profile.traits(), Function.identity()));
        }
        putUnless(Profile.NEVER, fields, SEEN, profile.seen());
        putUnless(Profile.NEVER, fields, REGISTERED, profile.registered());
        putUnless(Profile.UNKNOWN.forgotten(), fields, FORGOTTEN, profile.forgotten());
        return JsonTree.write(fields);
    }

    private static <K> Map<String, Object> written(Map<K, Stamped> stamped, Function<K, String> name) {
        var written = new LinkedHashMap<String, Object>();
        stamped.forEach((key, value) -> {
            var parts = new ArrayList<>();
            parts.add(value.value());
            parts.add(value.stamp().time());
            parts.add(value.stamp().order());
            written.put(name.apply(key), parts);
        });
        return written;
    }

    private static void putUnless(long absent, Map<String, Object> fields, String name, long time) {
        if (time != absent) {
            fields.put(name, time);
        }
    }

    private static Profile read(byte[] json) {
        var fields = (Map<?, ?>) JsonTree.read(json);
        var facts = new EnumMap<ProfileFact, Stamped>(ProfileFact.class);
        object(fields, FACTS).forEach((name, parts) -> facts.put(ProfileFact.named((String) name), stamped(parts)));
        var traits = new TreeMap<String, Stamped>();
        object(fields, TRAITS).forEach((name, parts) -> traits.put((String) name, stamped(parts)));
        return new Profile(Collections.unmodifiableMap(facts), Collections.unmodifiableSortedMap(traits),
                time(fields, SEEN, Profile.NEVER), time(fields, REGISTERED, Profile.NEVER),
                time(fields, FORGOTTEN, Profile.UNKNOWN.forgotten()));
    }

    private static Map<?, ?> object(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> object ? object : Map.of();
    }

    private static Stamped stamped(Object parts) {
        var list = (List<?>) parts;
        return new Stamped(list.get(0), new Stamp((Long) list.get(1), (String) list.get(2)));
    }

    private static long time(Map<?, ?> fields, String name, long absent) {
        return fields.get(name) instanceof Long time ? time : absent;
    }

}
