package io.millrace.ingest.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.event.RejectionCode;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRecordsTest {

    private static final ProfileKey KEY = new ProfileKey("t1", "u1");
    private static final Stamp STAMP = Stamp.ofRecord(7, 3);

    @Test
    void shouldReadTheTenantBeforeTheFirstSlash() {
        assertThat(ProfileKey.read("t1/u/1", "main")).isEqualTo(new ProfileKey("t1", "u/1"));
        assertThat(ProfileKey.read("u1", "main")).isEqualTo(new ProfileKey("main", "u1"));
        assertThat(ProfileKey.read("t1/u1", "main").text()).isEqualTo("t1/u1");
        assertThat(ProfileKey.userOf("t1/u/1")).isEqualTo("u/1");
        assertThat(ProfileKey.userOf("u1")).isEqualTo("u1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "t1/", "/u1", "https://example.org", "t 1/u1"})
    void shouldRefuseKeysWithoutTenantOrUser(String key) {
        assertThatExceptionOfType(RefusedChangeException.class).isThrownBy(
                () -> ProfileKey.read(key, "main")).satisfies(
                        refusal -> assertThat(refusal.reason(null).field()).isEqualTo("key"));
    }

    @Test
    void shouldReadTheFieldsThatARecordNames() {
        var change = read("""
                {"tenant_id":"t1","user_id":"u1","segment":"vip","traits":{"plan":"pro"},"first_seen":null,
                 "registered_at":"2024-01-31"}""");

        assertThat(change.traits()).isEqualTo(Map.of("plan", "pro"));
        assertThat(change.facts()).containsEntry(ProfileFact.SEGMENT, "vip").containsEntry(
                ProfileFact.REGISTERED_AT, 1_706_659_200_000L).containsEntry(ProfileFact.FIRST_SEEN, null);
        assertThat(read("{}").facts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"{ | NOT_JSON | -", "[] | NOT_AN_OBJECT | -",
            "{\"plan\":\"pro\"} | BAD_VALUE | plan", "{\"traits\":1} | WRONG_TYPE | traits",
            "{\"tenant_id\":\"t2\"} | WRONG_TENANT | tenant_id", "{\"user_id\":\"u2\"} | BAD_VALUE | user_id",
            "{\"registered_at\":\"soon\"} | BAD_VALUE | registered_at"})
    void shouldNameTheFieldAtFault(String json, RejectionCode code, String field) {
        assertThatExceptionOfType(RefusedChangeException.class).isThrownBy(() -> read(json)).satisfies(refusal -> {
            assertThat(refusal.reason(null).code()).isEqualTo(code);
            assertThat(refusal.reason(null).field()).isEqualTo(field);
        });
    }

    @Test
    void shouldRefuseARecordForTheSizeThatItHadOnTheTopic() {
        var routed = new RoutedRecord("t1/u1", new byte[10], ProfileLimits.MAX_RECORD_BYTES + 1, 0, 0);

        assertThatExceptionOfType(RefusedChangeException.class).isThrownBy(
                () -> ProfileRecordReader.read(KEY, routed, STAMP)).satisfies(
                        refusal -> assertThat(refusal.reason(null).code()).isEqualTo(RejectionCode.TOO_LARGE));
    }

    @Test
    void shouldStandAboveEventsAndInTheOrderOfOffsetsAtTheSameTime() {
        assertThat(Stamp.ofRecord(7, 10)).isGreaterThan(Stamp.ofRecord(7, 9)).isGreaterThan(new Stamp(7, "zebra"));
        assertThat(Stamp.ofRecord(7, 10)).isLessThan(new Stamp(8, "a"));
    }

    @Test
    void shouldKeepWhatIsRouted() {
        var serde = RoutedRecord.serde();
        var routed = new RoutedRecord("t1/u1", "{}".getBytes(UTF_8), 2, 3, 1L << 40);
        var read = serde.deserializer().deserialize("t", serde.serializer().serialize("t", routed));

        assertThat(read).usingRecursiveComparison().isEqualTo(routed);
        var empty = new RoutedRecord(null, null, 0, 0, 0);
        assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", empty))).isEqualTo(empty);
    }

    @Test
    void shouldKnowItsOwnRecordsByTheirHeader() {
        assertThat(OwnRecords.isMarked(OwnRecords.headers())).isTrue();
        assertThat(OwnRecords.isMarked(new RecordHeaders())).isFalse();
        assertThat(OwnRecords.isMarked(
                new RecordHeaders().add(OwnRecords.HEADER, "crm".getBytes(UTF_8)))).isFalse();
    }

    private static ProfileChange read(String json) {
        var bytes = json.getBytes(UTF_8);
        return ProfileRecordReader.read(KEY, new RoutedRecord("t1/u1", bytes, bytes.length, 0, 0), STAMP);
    }

}
