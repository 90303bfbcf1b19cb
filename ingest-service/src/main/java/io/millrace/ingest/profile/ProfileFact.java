package io.millrace.ingest.profile;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a profile beside its traits. */
enum ProfileFact {

    /** A text. */
    SEGMENT("segment"),
    /** A time, in milliseconds since 1970. */
    FIRST_SEEN("first_seen"),
    /** A time, in milliseconds since 1970. */
    REGISTERED_AT("registered_at");

    private static final Map<String, ProfileFact> BY_NAME = Arrays.stream(values()).collect(
            Collectors.toUnmodifiableMap(ProfileFact::jsonName, Function.identity()));

    private final String jsonName;

    ProfileFact(String jsonName) {
        this.jsonName = jsonName;
    }

    String jsonName() {
        return jsonName;
    }

    /** The field of that JSON name, or null. */
    static ProfileFact named(String jsonName) {
        return BY_NAME.get(jsonName);
    }

}
