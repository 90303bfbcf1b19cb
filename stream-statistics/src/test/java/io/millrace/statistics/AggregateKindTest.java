package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregateKindTest {

    @ParameterizedTest
    @EnumSource
    void shouldParseItsOwnText(AggregateKind kind) {
        assertThat(AggregateKind.parse(kind.text())).isEqualTo(kind);
    }

    @Test
    void shouldNameWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> AggregateKind.parse("mode")).withMessage(
                "unknown aggregate 'mode', expected one of count, sum, avg, min, max");
    }
}
