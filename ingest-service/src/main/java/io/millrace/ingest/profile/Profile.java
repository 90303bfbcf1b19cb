package io.millrace.ingest.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a user, with when each part of it was said.
 *
 * <p>
 * The methods that change it are commutative and idempotent: the same statements in any order, some of them twice, give
 * equal profiles. Two exceptions: removals beyond {@value #MAX_REMOVED} are forgotten, and {@link #forgottenAt} keeps no
 * more than the earliest times of what it leaves. Immutable.
 *
 * @param facts
 *            what was stated outright; {@code first_seen} and {@code registered_at} take precedence over what events tell
 * @param traits
 *            the user's traits, and those that were removed
 * @param seen
 *            time of the earliest event of the user, or {@link #NEVER}
 * @param registered
 *            time of the earliest registration of the user, or {@link #NEVER}
 * @param forgotten
 *            up to when everything that was said does not count, or -1
 */
record Profile(Map<ProfileFact, Stamped> facts, SortedMap<String, Stamped> traits, long seen, long registered,
        long forgotten) {

    /** A time that has not come. */
    static final long NEVER = Long.MAX_VALUE;
    /** How many removed traits are remembered; of more, the oldest removals are forgotten. */
    static final int MAX_REMOVED = 200;
    /** Nothing is known. */
    static final Profile UNKNOWN = new Profile(Map.of(), Collections.emptySortedMap(), NEVER, NEVER, -1);

    /** Whether anything was said of the user; having been seen is not enough. */
    boolean isKnown() {
        return registered != NEVER || facts.values().stream().anyMatch(fact -> !fact.isRemoved())
                || traits.values().stream().anyMatch(trait -> !trait.isRemoved());
    }

    /** Whether both say the same of the user, whenever it was said. */
    boolean saysTheSameAs(Profile other) {
        return this == other || Objects.equals(segment(), other.segment())
                && Objects.equals(firstSeen(), other.firstSeen())
                && Objects.equals(registeredAt(), other.registeredAt())
                && presentTraits().equals(other.presentTraits());
    }

    /** The user's segment, or null. */
    String segment() {
        return (String) stated(ProfileFact.SEGMENT);
    }

    /** When the user was first seen, or null. */
    Instant firstSeen() {
        return statedOr(ProfileFact.FIRST_SEEN, seen);
    }

    /** When the user registered, or null. */
    Instant registeredAt() {
        return statedOr(ProfileFact.REGISTERED_AT, registered);
    }

    /** The traits that were not removed, in the order of their names. */
    Map<String, Object> presentTraits() {
        var present = new LinkedHashMap<String, Object>();
        traits.forEach((name, trait) -> {
            if (!trait.isRemoved()) {
                present.put(name, trait.value());
            }
        });
        return Collections.unmodifiableMap(present);
    }

    /** The profile with another event of the user. */
    Profile seenAt(long time) {
        return time <= forgotten || time >= seen ? this : new Profile(facts, traits, time, registered, forgotten);
    }

    /** The profile with another registration of the user; the earliest counts. */
    Profile registeredAt(long time) {
        return time <= forgotten || time >= registered ? this : new Profile(facts, traits, seen, time, forgotten);
    }

    /** The profile with what was said of the user; fields that were said later stay. */
    Profile with(ProfileChange change) {
        if (change.stamp().time() <= forgotten) {
            return this;
        }
        var newFacts = new EnumMap<ProfileFact, Stamped>(ProfileFact.class);
        newFacts.putAll(facts);
        change.facts().forEach(
                (fact, value) -> newFacts.merge(fact, new Stamped(value, change.stamp()), Stamped::later));
        var newTraits = new TreeMap<>(traits);
        change.traits().forEach(
                (name, value) -> newTraits.merge(name, new Stamped(value, change.stamp()), Stamped::later));
        forgetOldestRemovals(newTraits);
        return new Profile(Collections.unmodifiableMap(newFacts), Collections.unmodifiableSortedMap(newTraits), seen,
                registered, forgotten);
    }

    /** The profile without everything that was said up to {@code time}, now or later. */
    Profile forgottenAt(long time) {
        if (time <= forgotten) {
            return this;
        }
        var newFacts = new EnumMap<ProfileFact, Stamped>(ProfileFact.class);
        newFacts.putAll(facts);
        newFacts.values().removeIf(fact -> fact.stamp().time() <= time);
        var newTraits = new TreeMap<>(traits);
        newTraits.values().removeIf(trait -> trait.stamp().time() <= time);
        return new Profile(Collections.unmodifiableMap(newFacts), Collections.unmodifiableSortedMap(newTraits),
                seen <= time ? NEVER : seen, registered <= time ? NEVER : registered, time);
    }

    private static void forgetOldestRemovals(SortedMap<String, Stamped> traits) {
        long removed = traits.values().stream().filter(Stamped::isRemoved).count();
        if (removed > MAX_REMOVED) {
            var oldest = traits.entrySet().stream().filter(trait -> trait.getValue().isRemoved()).sorted(
                    Comparator.comparing(trait -> trait.getValue().stamp())).limit(removed - MAX_REMOVED).map(
                            Map.Entry::getKey).toList();
            oldest.forEach(traits::remove);
        }
    }

    private Object stated(ProfileFact fact) {
        var stated = facts.get(fact);
        return stated == null ? null : stated.value();
    }

    private Instant statedOr(ProfileFact fact, long told) {
        if (stated(fact) instanceof Long time) {
            return Instant.ofEpochMilli(time);
        }
        return told == NEVER ? null : Instant.ofEpochMilli(told);
    }

}
