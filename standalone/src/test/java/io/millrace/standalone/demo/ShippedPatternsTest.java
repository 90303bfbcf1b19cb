package io.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.expressions.Variables;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.expressions.pattern.MatchVariables;
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
                outcome -> (Outcome.Match<Event>) outcome).toList();

        assertThat(matches).isNotEmpty();
        for (var match : matches) {
            var variables = MatchVariables.ofMatch("k", match.captured(), match.startMillis(), match.endMillis());
            assertThat(pattern.measures()).allSatisfy(
                    (measure, expression) -> assertThat(expression.evaluate(variables)).as(measure).isNotNull());
        }
    }

    private static List<Outcome<Event>> outcomes(CompiledBehaviour pattern) {
        var matcher = PatternMatcher.of(pattern.pattern());
        var states = new HashMap<String, KeyState<Event>>();
        var outcomes = new ArrayList<Outcome<Event>>();
        for (var event : ShippedPack.HOUR) {
            var key = pattern.key().label(Variables.of(event));
            if (pattern.concerns(event) && !key.isEmpty()) {
                matcher.onEvent(states.computeIfAbsent(key, _ -> matcher.newState()), event, event.timestampMillis(),
                        outcomes::add);
            }
        }
        return outcomes;
    }

}
