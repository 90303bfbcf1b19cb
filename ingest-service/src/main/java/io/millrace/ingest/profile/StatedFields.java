package io.millrace.ingest.profile;

import io.millrace.event.JsonTree;
import io.millrace.event.RejectionCode;
import io.millrace.event.Timestamps;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers the fields that a statement about a user names, and checks each. Not thread-safe. */
final class StatedFields {

    /** How deep a trait may be nested: an event that carries it must still be readable. */
    static final int MAX_DEPTH = 16;
    private static final int MAX_SEGMENT = 512;
    /** Names of removed traits are stored too, and the size of a profile does not count them. */
    private static final int MAX_NAME = 200;

    private final Map<ProfileFact, Object> facts = new EnumMap<>(ProfileFact.class);
    private final Map<String, Object> traits = new LinkedHashMap<>();

    /** The segment: a text or whole number; null removes it, blank says nothing. */
    StatedFields segment(Object value, String place) {
        switch (value) {
            case null -> facts.put(ProfileFact.SEGMENT, null);
            case String text when text.isBlank() -> {
            }
            case String text when text.length() > MAX_SEGMENT -> throw new RefusedChangeException(
                    RejectionCode.BAD_VALUE, place, "%s is longer than %d characters".formatted(place, MAX_SEGMENT));
            case String text -> facts.put(ProfileFact.SEGMENT, text.strip());
            case Long number -> facts.put(ProfileFact.SEGMENT, number.toString());
            default -> throw wrongType(place, "a string");
        }
        return this;
    }

    /** A time; null takes back what was stated, so that events tell it again. */
    StatedFields time(ProfileFact fact, Object value) {
        try {
            facts.put(fact, value == null ? null : Timestamps.parse(value).toEpochMilli());
            return this;
        } catch (IllegalArgumentException e) {
            throw new RefusedChangeException(RejectionCode.BAD_VALUE, fact.jsonName(),
                    fact.jsonName() + " " + e.getMessage());
        }
    }

    /** Traits: an object, of which null values remove the trait; null says nothing. */
    StatedFields traits(Object value, String place) {
        switch (value) {
            case null -> {
            }
            case Map<?, ?> object -> object.forEach((name, trait) -> trait(String.valueOf(name), trait, place));
            default -> throw wrongType(place, "an object");
        }
        return this;
    }

    ProfileChange at(Stamp stamp) {
        return new ProfileChange(stamp, Collections.unmodifiableMap(facts), Collections.unmodifiableMap(traits));
    }

    private void trait(String name, Object value, String place) {
        if (name.length() > MAX_NAME) {
            throw new RefusedChangeException(RejectionCode.BAD_VALUE, place,
                    "%s has a name of more than %d characters".formatted(place, MAX_NAME));
        }
        if (JsonTree.depth(value) > MAX_DEPTH) {
            throw new RefusedChangeException(RejectionCode.BAD_VALUE, place + "." + name,
                    "the trait is nested deeper than %d levels".formatted(MAX_DEPTH));
        }
        traits.put(name, value);
    }

    private static RefusedChangeException wrongType(String place, String wanted) {
        return new RefusedChangeException(RejectionCode.WRONG_TYPE, place, "%s must be %s".formatted(place, wanted));
    }

}
