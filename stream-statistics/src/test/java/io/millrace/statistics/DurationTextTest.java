package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"10s, 10000", "1m, 60000", "30m, 1800000", "24h, 86400000", "7d, 604800000", "500ms, 500",
            "1h30m, 5400000", "1d2h3m4s5ms, 93784005", "0s, 0", "007s, 7000"})
    void shouldParseNumbersWithUnits(String text, long millis) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "10", "s", "10 s", " 10s", "10s ", "-10s", "+10s", "1.5h", "10x", "10S", "1h2",
            "PT1H",
            "٣s"})
    void shouldRefuseWhatIsNoDurationAndNameIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text)).withMessageStartingWith(
                "invalid duration '" + text + "': ");
    }

    @Test
    void shouldRefuseNull() {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(null)).withMessageStartingWith(
                "invalid duration 'null': ");
    }

    @Test
    void shouldSayWhereTheTextGoesWrong() {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse("1h2x")).withMessage(
                "invalid duration '1h2x': expected a whole number and one of d, h, m, s, ms at position 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30m1h", "1m1m", "5ms1s"})
    void shouldRefuseUnitsOutOfOrder(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text)).withMessage(
                "invalid duration '" + text
                        + "': units must go from the largest to the smallest, each at most once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999s", "106751991168d", "106751991167d24h"})
    void shouldRefuseWhatMillisecondsCannotHold(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text)).withMessage(
                "invalid duration '" + text + "': too long");
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "1, 1ms", "1500, 1500ms", "60000, 1m", "90000, 90s", "5400000, 90m", "86400000, 1d",
            "129600000, 36h", "604800000, 7d"})
    void shouldFormatInTheLargestUnitThatDivides(long millis, String text) {
        assertThat(DurationText.format(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void shouldRefuseToFormatWhatItCannotWrite() {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.format(Duration.ofNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.format(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> DurationText.format(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void shouldParseWhatItFormats() {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++) {
            var duration = Duration.ofMillis(random.nextLong(0, 1L << random.nextInt(1, 63)));
            assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
        }
    }
}
