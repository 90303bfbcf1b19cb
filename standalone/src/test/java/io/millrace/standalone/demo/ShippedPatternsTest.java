package io.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.expressions.Variables;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.expressions.pattern.MatchVariables;
import io.millrace.expressions.pattern.PatternEvent;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedPatternsTest {

    @ParameterizedTest
    @ValueSource(strings = {"purchase-funnel", "abandoned-cart", "login-failures-then-success",
            "payment-failed-thrice"})
    void shouldRecogniseEachPatternInAnHourOfTheDemo(String name) {
        var pattern = ShippedPack.pattern(name);
        var matches = outcomes(pattern).stream().filter(Outcome.Match.class::isInstance).map(
                outcome -> (Outcome.Match<PatternEvent>) outcome).toList();

        assertThat(matches).isNotEmpty();
        for (var match : matches) {
            var variables = MatchVariables.ofMatch("k", match.captured(), match.startMillis(), match.endMillis());
            assertThat(pattern.measures()).allSatisfy(
                    (measure, expression) -> assertThat(expression.evaluate(variables)).as(measure).isNotNull());
        }
    }

    private static List<Outcome<PatternEvent>> outcomes(CompiledBehaviour pattern) {
        var matcher = PatternMatcher.of(pattern.pattern());
        var states = new HashMap<String, KeyState<PatternEvent>>();
        var outcomes = new ArrayList<Outcome<PatternEvent>>();
        for (var event : ShippedPack.HOUR) {
            var key = pattern.key().label(Variables.of(event));
            var seen = PatternEvent.of(event);
            if (pattern.concerns(seen) && !key.isEmpty()) {
                matcher.onEvent(states.computeIfAbsent(key, _ -> matcher.newState()), seen, event.timestampMillis(),
                        outcomes::add);
            }
        }
        return outcomes;
    }

}
