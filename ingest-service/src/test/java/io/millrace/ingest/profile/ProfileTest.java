package io.millrace.ingest.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

    @Test
    void shouldKnowNothingOfAUserThatWasOnlySeen() {
        assertThat(Profile.UNKNOWN.seenAt(5).isKnown()).isFalse();
        assertThat(Profile.UNKNOWN.seenAt(5).registeredAt(7).isKnown()).isTrue();
        assertThat(Profile.UNKNOWN.with(trait(1, "a", "plan", null)).isKnown()).isFalse();
    }

    @Test
    void shouldLetTheLatestStatementOfEachFieldCount() {
        var profile = Profile.UNKNOWN.with(traits(2, "a", Map.of("plan", "pro", "city", "Bern"))).with(
                trait(1, "b", "plan", "free")).with(trait(3, "c", "city", "Basel"));

        assertThat(profile.presentTraits()).isEqualTo(Map.of("plan", "pro", "city", "Basel"));
    }

    @Test
    void shouldLetTheGreaterIdCountAtTheSameTime() {
        var first = trait(1, "0190-a", "plan", "free");
        var second = trait(1, "0190-b", "plan", "pro");

        assertThat(Profile.UNKNOWN.with(first).with(second).presentTraits()).containsEntry("plan", "pro");
        assertThat(Profile.UNKNOWN.with(second).with(first).presentTraits()).containsEntry("plan", "pro");
    }

    @Test
    void shouldNotBringARemovedTraitBackForAnOlderStatement() {
        var profile = Profile.UNKNOWN.with(trait(5, "a", "plan", null));

        assertThat(profile.with(trait(4, "b", "plan", "pro")).presentTraits()).isEmpty();
        assertThat(profile.with(trait(6, "c", "plan", "pro")).presentTraits()).containsEntry("plan", "pro");
    }

    @Test
    void shouldLetTheEarliestRegistrationAndEventCountUnlessTheyAreStated() {
        var profile = Profile.UNKNOWN.seenAt(9).registeredAt(20).registeredAt(10).registeredAt(30).seenAt(11);

        assertThat(profile.registeredAt()).isEqualTo(Instant.ofEpochMilli(10));
        assertThat(profile.firstSeen()).isEqualTo(Instant.ofEpochMilli(9));
        var stated = profile.with(fact(1, ProfileFact.REGISTERED_AT, 15L));
        assertThat(stated.registeredAt(3).registeredAt()).isEqualTo(Instant.ofEpochMilli(15));
        assertThat(stated.with(fact(2, ProfileFact.REGISTERED_AT, null)).registeredAt()).isEqualTo(
                Instant.ofEpochMilli(10));
    }

    @Test
    void shouldForgetWhatWasSaidUpToATimeWheneverItComes() {
        var change = trait(5, "a", "plan", "pro");

        assertThat(Profile.UNKNOWN.with(change).registeredAt(4).seenAt(3).forgottenAt(5)).isEqualTo(
                Profile.UNKNOWN.forgottenAt(5)).isEqualTo(
                        Profile.UNKNOWN.forgottenAt(5).with(change).registeredAt(4).seenAt(3));
        assertThat(Profile.UNKNOWN.forgottenAt(4).with(change)).isEqualTo(Profile.UNKNOWN.with(change).forgottenAt(4));
    }

    @Test
    void shouldForgetTheOldestRemovalsOfMany() {
        var profile = Profile.UNKNOWN;
        for (int i = 0; i < Profile.MAX_REMOVED + 3; i++) {
            profile = profile.with(trait(i, "a", "t" + i, null));
        }

        assertThat(profile.traits()).hasSize(Profile.MAX_REMOVED).doesNotContainKeys("t0", "t1", "t2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNotDependOnTheOrderOfStatementsNorOnRepetition(long seed) {
        var random = new Random(seed);
        var statements = statements(random);
        var expected = after(statements);

        for (int order = 0; order < 20; order++) {
            var shuffled = new ArrayList<>(statements);
            shuffled.addAll(statements.subList(0, random.nextInt(statements.size())));
            Collections.shuffle(shuffled, random);
            assertThat(after(shuffled)).isEqualTo(expected);
        }
        assertThat(expected.presentTraits()).isNotEmpty();
    }

    @Test
    void shouldBeTheSameAfterItWasStored() {
        var random = new Random(11);
        var serde = ProfileSerde.profile();
        for (int i = 0; i < 50; i++) {
            var profile = after(statements(random).subList(0, i));
            var json = serde.serializer().serialize("t", i % 3 == 0 ? profile.forgottenAt(30) : profile);
            assertThat(serde.deserializer().deserialize("t", json)).isEqualTo(
                    i % 3 == 0 ? profile.forgottenAt(30) : profile);
        }
    }

    private static Profile after(List<UnaryOperator<Profile>> statements) {
        var profile = Profile.UNKNOWN;
        for (var statement : statements) {
            profile = statement.apply(profile);
        }
        return profile;
    }

    private static List<UnaryOperator<Profile>> statements(Random random) {
        var statements = new ArrayList<UnaryOperator<Profile>>();
        for (int i = 0; i < 60; i++) {
            long time = random.nextInt(40);
            var change = change(random, time, "id" + random.nextInt(1_000));
            statements.add(switch (random.nextInt(5)) {
                case 0 -> profile -> profile.seenAt(time);
                case 1 -> profile -> profile.registeredAt(time);
                default -> profile -> profile.with(change);
            });
        }
        return statements;
    }

    private static ProfileChange change(Random random, long time, String id) {
        var facts = new HashMap<ProfileFact, Object>();
        if (random.nextInt(3) == 0) {
            facts.put(ProfileFact.SEGMENT, random.nextInt(4) == 0 ? null : "s" + random.nextInt(4));
        }
        var traits = new HashMap<String, Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            traits.put("t" + random.nextInt(6), switch (random.nextInt(5)) {
                case 0 -> null;
                case 1 -> random.nextLong(9);
                case 2 -> random.nextDouble();
                case 3 -> Map.of("nested", List.of("x", true));
                default -> "v" + random.nextInt(9);
            });
        }
        return new ProfileChange(new Stamp(time, id), facts, traits);
    }

    private static ProfileChange trait(long time, String order, String name, Object value) {
        return traits(time, order, Collections.singletonMap(name, value));
    }

    private static ProfileChange traits(long time, String order, Map<String, Object> traits) {
        return new ProfileChange(new Stamp(time, order), Map.of(), traits);
    }

    private static ProfileChange fact(long time, ProfileFact fact, Object value) {
        return new ProfileChange(new Stamp(time, "a"), Collections.singletonMap(fact, value), Map.of());
    }

}
