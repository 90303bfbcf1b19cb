package io.millrace.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySpeedTest {

    @ParameterizedTest
    @CsvSource({"realtime, 1", "60x, 60", "0.5x, 0.5", "Realtime, 1"})
    void shouldReadFactors(String text, double factor) {
        assertThat(ReplaySpeed.parse(text).factor()).isEqualTo(factor);
    }

    @Test
    void shouldNotPaceAtMax() {
        assertThat(ReplaySpeed.parse("max").isPaced()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "60", "x", "0x", "-1x", "1e3x"})
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> ReplaySpeed.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "a speed must be max, realtime or a factor such as 60x, not '" + text + "'");
    }

}
