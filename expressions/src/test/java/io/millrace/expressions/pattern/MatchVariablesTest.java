package io.millrace.expressions.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.expressions.EvaluationException;
import io.millrace.expressions.MatchExpressions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchVariablesTest {

    private static final long START = Instant.parse("2024-01-01T10:00:00Z").toEpochMilli();

    private final Map<String, List<PatternEvent>> captured = Map.of("view", List.of(event("v1", 1L), event("v2", 2L)),
            "buy",
            List.of(event("b1", 5L)));

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            buy.data.price                      ; 5
            view.data.price                     ; 2
            view.first.data.price               ; 1
            view.last.data.price                ; 2
            view.event_id                       ; v2
            buy.data.price * 2                  ; 10
            buy.data.price / view.data.price    ; 2
            key                                 ; u1
            duration_s                          ; 90.5
            duration_ms                         ; 90500
            string(start)                       ; 2024-01-01T10:00:00Z
            duration_s > 60.0 ? 'slow' : 'fast' ; slow
            """)
    void shouldSeeAMatch(String text, String expected) {
        assertThat(measure(text)).as(text).hasToString(expected);
    }

    @Test
    void shouldHaveNoValueForWhatIsAbsent() {
        assertThat(measure("buy.data.coupon")).isNull();
        assertThat(measure("ship.data.price")).isNull();
    }

    @Test
    void shouldFailOnWhatHasNoAnswer() {
        assertThatThrownBy(() -> measure("buy.data.price / 0")).isInstanceOf(EvaluationException.class);
    }

    private Object measure(String text) {
        return MatchExpressions.forMeasures(List.of("view", "buy", "ship")).value(text).evaluate(
                MatchVariables.ofMatch("u1", captured, START, START + 90_500));
    }

    private static PatternEvent event(String id, long price) {
        var at = Instant.ofEpochMilli(START);
        return PatternEvent.of(new Event(id, "any", "shop", "u1", null, null, at, at, null, null,
                Map.of("price", price), Map.of(), Map.of(), Map.of()));
    }

}
