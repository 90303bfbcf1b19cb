package io.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            2024-01-01T00:00:00.000Z      ; 2024-01-01T00:00:00.000Z
            2024-01-01T00:00:00Z          ; 2024-01-01T00:00:00.000Z
            2024-01-01T00:00:00z          ; 2024-01-01T00:00:00.000Z
            2024-01-01T00:00Z             ; 2024-01-01T00:00:00.000Z
            2024-01-01T00:00:00.123456789Z; 2024-01-01T00:00:00.123Z
            2024-01-01T02:00:00+02:00     ; 2024-01-01T00:00:00.000Z
            2024-01-01T02:00:00+0200      ; 2024-01-01T00:00:00.000Z
            2024-01-01T02:00:00+02        ; 2024-01-01T00:00:00.000Z
            2023-12-31T19:00:00-05:00     ; 2024-01-01T00:00:00.000Z
            2023-12-31T19:00:00.5-0500    ; 2024-01-01T00:00:00.500Z
            2024-01-01T00:00:00           ; 2024-01-01T00:00:00.000Z
            2024-01-01 00:00:00           ; 2024-01-01T00:00:00.000Z
            2024-01-01 02:00:00+02:00     ; 2024-01-01T00:00:00.000Z
            2024-01-01                    ; 2024-01-01T00:00:00.000Z
            1970-01-01T00:00:00Z          ; 1970-01-01T00:00:00.000Z
            """)
    void shouldReadIsoText(String text, String expected) {
        assertThat(Timestamps.parse(text)).isEqualTo(Instant.parse(expected));
        assertThat(Timestamps.format(Timestamps.parse(text))).isEqualTo(expected);
    }

    @Test
    void shouldTellSecondsMillisecondsAndMicrosecondsBySize() {
        var newYear = Instant.parse("2024-01-01T00:00:00.250Z");

        assertThat(Timestamps.parse(1704067200.25)).isEqualTo(newYear);
        assertThat(Timestamps.parse(1704067200250L)).isEqualTo(newYear);
        assertThat(Timestamps.parse(1704067200250999L)).isEqualTo(newYear);
        assertThat(Timestamps.parse("1704067200.25")).isEqualTo(newYear);
        assertThat(Timestamps.parse("1704067200250")).isEqualTo(newYear);
        assertThat(Timestamps.parse("1704067200250999")).isEqualTo(newYear);
        assertThat(Timestamps.parse("1704067200")).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(Timestamps.parse(0L)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void shouldAgreeAcrossUnits() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            long seconds = 100_000_000L + random.nextLong(4_000_000_000L);
            long millis = seconds * 1_000 + random.nextInt(1_000);
            var expected = Instant.ofEpochMilli(millis);

            assertThat(List.of(Timestamps.parse(millis), Timestamps.parse(millis * 1_000 + random.nextInt(1_000)),
                    Timestamps.parse(millis / 1e3), Timestamps.parse(expected.toString()),
                    Timestamps.parse(Timestamps.format(expected)))).as("%d ms", millis).containsOnly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2024-13-01", "2024-02-30T00:00:00Z", "2024-01-01T25:00:00Z", "01/02/2024",
            "1969-12-31T23:59:59Z", "-1", "1e9", "1.2.3", "--5", "", " ", "99999999999999999999",
            "+999999999-01-01T00:00:00Z", "6000-01-01T00:00:00Z"})
    void shouldRefuseOtherText(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(
                IllegalArgumentException.class).hasMessageNotContaining(
                        "DateTime");
    }

    @Test
    void shouldRefuseOtherValues() {
        for (var value : new Object[]{null, true, List.of(), -1L, 1e18, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> Timestamps.parse(value)).as("%s", value).isInstanceOf(
                    IllegalArgumentException.class);
        }
    }

}
