package io.millrace.expressions.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Variables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EqualValuesTest {

    private static final Expression EQUAL = EventExpressions.condition("data.a == data.b");
    private static final List<Object> VALUES = List.of(0L, -0.0, 0.0, 1L, 1.0, 2.5, -1L, Long.MAX_VALUE,
            Long.MIN_VALUE, Long.MAX_VALUE - 1, 9223372036854775807.0, 9007199254740993L, 9007199254740992.0, 1e300,
            Double.NaN, Double.POSITIVE_INFINITY, "1", "a", "", true, false, List.of(), List.of(1L, "a"),
            List.of(1.0, "a"), List.of(1L, "b"), Map.of(), Map.of("x", 1L), Map.of("x", 1.0), Map.of("y", 1L),
            Instant.EPOCH);

    @Test
    void shouldBeEqualWhereverCelSaysSo() {
        var equal = new ArrayList<String>();
        for (var a : VALUES) {
            for (var b : VALUES) {
                if (areEqual(a, b)) {
                    equal.add(a + " " + b);
                    assertThat(EqualValues.of(a)).as("%s and %s", a, b).isNotNull().isEqualTo(EqualValues.of(b));
                }
            }
        }
        assertThat(equal).contains("1 1.0", "0.0 -0.0", "[1, a] [1.0, a]", "{x=1} {x=1.0}").hasSizeGreaterThan(40);
    }

    @Test
    void shouldTellApartWhatDiffers() {
        assertThat(EqualValues.of(1L)).isEqualTo(EqualValues.of(1)).isEqualTo(EqualValues.of(1.0)).isNotEqualTo(
                EqualValues.of("1")).isNotEqualTo(EqualValues.of(2L)).isNotEqualTo(EqualValues.of(true));
        assertThat(EqualValues.of(List.of(1L))).isNotEqualTo(EqualValues.of(List.of(1L, 2L)));
    }

    @Test
    void shouldHaveNoValueForNull() {
        assertThat(EqualValues.of(null)).isNull();
    }

    private static boolean areEqual(Object a, Object b) {
        try {
            return EQUAL.test(Variables.of(Map.of("data", Map.of("a", a, "b", b))));
        } catch (EvaluationException _) {
            return false;
        }
    }

}
