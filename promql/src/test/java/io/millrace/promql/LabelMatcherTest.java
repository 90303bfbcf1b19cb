package io.millrace.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.promql.LabelMatcher.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatcherTest {

    @ParameterizedTest
    @CsvSource({"EQUAL, a, a, true", "EQUAL, a, ab, false", "NOT_EQUAL, a, b, true", "NOT_EQUAL, a, a, false",
            "REGEX, a|ab, ab, true", "REGEX, a|ab, abc, false", "REGEX, b, abc, false", "REGEX, a.*, abc, true",
            "REGEX, '', a, false", "NOT_REGEX, a|ab, ab, false", "NOT_REGEX, a|ab, abc, true", "REGEX, (?i)A, a, true",
            "REGEX, ^a$, a, true"})
    void shouldCompareTheWholeValue(Type type, String value, String label, boolean matches) {
        assertThat(LabelMatcher.of("x", type, value).matches(label)).isEqualTo(matches);
    }

    @Test
    void shouldLetTheDotMatchALineBreak() {
        assertThat(LabelMatcher.of("x", Type.REGEX, "a.b").matches("a\nb")).isTrue();
    }

    @Test
    void shouldTakeAMissingLabelAsEmpty() {
        var labels = Labels.of(Map.of("job", "shop"));

        assertThat(LabelMatcher.of("x", Type.EQUAL, "").matches(labels)).isTrue();
        assertThat(LabelMatcher.of("x", Type.NOT_EQUAL, "a").matches(labels)).isTrue();
        assertThat(LabelMatcher.of("x", Type.REGEX, ".*").matches(labels)).isTrue();
        assertThat(LabelMatcher.of("x", Type.REGEX, ".+").matches(labels)).isFalse();
        assertThat(LabelMatcher.of("x", Type.NOT_REGEX, ".+").matches(labels)).isTrue();
        assertThat(LabelMatcher.equal("x", "a").matches(labels)).isFalse();
    }

    @Test
    void shouldDemandThatAllMatch() {
        var matchers = List.of(LabelMatcher.equal("a", "1"), LabelMatcher.equal("b", "2"));

        assertThat(LabelMatcher.allMatch(matchers, Labels.of(Map.of("a", "1", "b", "2", "c", "3")))).isTrue();
        assertThat(LabelMatcher.allMatch(matchers, Labels.of(Map.of("a", "1")))).isFalse();
    }

    @Test
    void shouldMatchInLinearTime() {
        assertThat(LabelMatcher.of("x", Type.REGEX, "(a*)*b").matches("a".repeat(10_000))).isFalse();
    }

    @Test
    void shouldRefuseAnExpressionThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> LabelMatcher.of("x", Type.REGEX, "(?=a)")).withMessageContaining("error parsing regexp");
    }

    @Test
    void shouldBeEqualWhenItAsksTheSame() {
        assertThat(LabelMatcher.of("x", Type.REGEX, "a")).isEqualTo(
                LabelMatcher.of("x", Type.REGEX, "a")).hasSameHashCodeAs(
                        LabelMatcher.of("x", Type.REGEX, "a")).isNotEqualTo(
                                LabelMatcher.of("x", Type.EQUAL, "a")).isNotEqualTo(
                                        LabelMatcher.of("y", Type.REGEX, "a")).isNotEqualTo(
                                                LabelMatcher.of("x", Type.REGEX, "b")).hasToString("x=~\"a\"");
    }
}
