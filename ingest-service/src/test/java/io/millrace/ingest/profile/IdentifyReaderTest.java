package io.millrace.ingest.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.event.Event;
import io.millrace.event.JsonTree;
import io.millrace.event.RejectionCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifyReaderTest {

    @Test
    void shouldReadTraitsOfTheirOwnObject() {
        var change = read("{\"traits\":{\"plan\":\"pro\",\"old\":null},\"segment\":\"vip\",\"other\":1}");

        assertThat(change.traits()).isEqualTo(withNull(Map.of("plan", "pro"), "old"));
        assertThat(change.facts()).isEqualTo(Map.of(ProfileFact.SEGMENT, "vip"));
        assertThat(change.stamp()).isEqualTo(new Stamp(1_000, "e1"));
    }

    @Test
    void shouldTakeDataForTraitsWhereThereAreNone() {
        var change = read("{\"plan\":\"pro\",\"segment\":\"vip\",\"n\":2}");

        assertThat(change.traits()).isEqualTo(Map.of("plan", "pro", "n", 2L));
        assertThat(change.facts()).isEqualTo(Map.of(ProfileFact.SEGMENT, "vip"));
    }

    @Test
    void shouldPreferTheSegmentBesideTheTraits() {
        assertThat(read("{\"traits\":{\"segment\":\"a\"}}").facts()).containsEntry(ProfileFact.SEGMENT, "a");
        assertThat(read("{\"traits\":{\"segment\":\"a\"},\"segment\":\"b\"}").facts()).containsEntry(
                ProfileFact.SEGMENT, "b");
        assertThat(read("{\"traits\":{\"segment\":\"a\"}}").traits()).isEmpty();
    }

    @Test
    void shouldRemoveASegmentOfNullAndLeaveItWhenBlank() {
        assertThat(read("{\"segment\":null}").facts()).containsEntry(ProfileFact.SEGMENT, null);
        assertThat(read("{\"segment\":\" \"}").facts()).isEmpty();
        assertThat(read("{\"segment\":17}").facts()).containsEntry(ProfileFact.SEGMENT, "17");
    }

    @Test
    void shouldSayNothingWithoutTraits() {
        assertThat(read("{\"traits\":null}").traits()).isEmpty();
        assertThat(read("{}").traits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"traits\":[1]} | WRONG_TYPE | data.traits",
            "{\"traits\":{},\"segment\":{}} | WRONG_TYPE | data.segment",
            "{\"traits\":{\"segment\":1.5}} | WRONG_TYPE | data.traits.segment",
            "{\"d\":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]} | BAD_VALUE | data.d"})
    void shouldNameTheFieldAtFault(String data, RejectionCode code, String field) {
        assertThatExceptionOfType(RefusedChangeException.class).isThrownBy(() -> read(data)).satisfies(refusal -> {
            assertThat(refusal.reason("e1").code()).isEqualTo(code);
            assertThat(refusal.reason("e1").field()).isEqualTo(field);
            assertThat(refusal.reason("e1").eventId()).isEqualTo("e1");
        });
    }

    @Test
    void shouldRefuseLongNamesEvenOfTraitsThatAreRemoved() {
        assertThat(read("{\"%s\":null}".formatted("n".repeat(200))).traits()).hasSize(1);
        assertThatExceptionOfType(RefusedChangeException.class).isThrownBy(
                () -> read("{\"%s\":null}".formatted("n".repeat(201)))).satisfies(
                        refusal -> assertThat(refusal.reason(null).field()).isEqualTo("data"));
    }

    @SuppressWarnings("unchecked")
    private static ProfileChange read(String data) {
        return IdentifyReader.read(new Event("e1", "identify", "t1", "u1", null, null, Instant.ofEpochSecond(1), null,
                null, null, (Map<String, Object>) JsonTree.read(data.getBytes(UTF_8)), Map.of(), Map.of(), Map.of()));
    }

    private static Map<String, Object> withNull(Map<String, Object> map, String name) {
        var copy = new HashMap<>(map);
        copy.put(name, null);
        return copy;
    }

}
