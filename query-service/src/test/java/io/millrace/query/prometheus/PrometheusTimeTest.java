package io.millrace.query.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTimeTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1.5, 1500", "1704067200.123, 1704067200123", "-3600, -3600000",
            "2024-01-01T00:00:00Z, 1704067200000", "2024-01-01T01:00:00+01:00, 1704067200000"})
    void shouldReadSecondsAndRfc3339(String text, long millis) {
        assertThat(PrometheusTime.millis("time", text)).isEqualTo(millis);
    }

    @Test
    void shouldNotOverflowAtTimesThatClientsAskFor() {
        assertThat(PrometheusTime.millis("start", "-9e99")).isNegative();
        assertThat(PrometheusTime.millis("end", "9e99")).isEqualTo(253_370_764_800_000L);
    }

    @ParameterizedTest
    @CsvSource({"15, 15000", "0.5, 500", "5m, 300000", "300s, 300000"})
    void shouldReadDurations(String text, long millis) {
        assertThat(PrometheusTime.durationMillis("step", text)).isEqualTo(millis);
    }

    @Test
    void shouldNameTheParameterThatIsWrong() {
        assertThatThrownBy(() -> PrometheusTime.millis("time", "noon")).hasMessage(
                "invalid parameter \"time\": cannot parse \"noon\" to a valid timestamp");
        assertThatThrownBy(() -> PrometheusTime.durationMillis("step", "often")).hasMessage(
                "invalid parameter \"step\": cannot parse \"often\" to a valid duration");
    }

}
