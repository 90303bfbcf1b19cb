package io.millrace.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import io.millrace.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closures against CEL's own runtime: the same value of the same type, the same absence, or a failure of both. */
class ClosureDifferentialTest {

    private final CelCompiler compiler = new CelCompiler(EventExpressions.variables());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithCelOnRandomExpressions(long seed) {
        var random = new Random(seed);
        var expressions = new RandomExpressions(random);
        var events = new RandomEvents(random);
        var tally = new Tally();

        for (int i = 0; i < 5_000; i++) {
            compare(expressions.any(1 + random.nextInt(3)), Stream.generate(events::next).limit(6).toList(), tally);
        }

        assertThat(tally.differences).isEmpty();
        assertThat(tally.compiled).isGreaterThan(3_500);
        assertThat(tally.values).isGreaterThan(5_000);
        assertThat(tally.absent).isGreaterThan(1_000);
        assertThat(tally.failed).isGreaterThan(1_000);
    }

    @Test
    void shouldCompileWhatDefinitionsUseToClosures() {
        for (var text : List.of("data.total_amount > 0.0", "has(data.x) ? data.x : source", "user_id != ''",
                "data.quantity <= (has(data.reorder_level) ? data.reorder_level : 10)",
                "data.status >= 500 ? 1.0 : 0.0",
                "data.items.exists(item, item.sku == 'a')", "event_type.matches('^order')", "timestamp.getHours()",
                "data.tags.all(t, t in ['a', 'b'])", "string(data.n) + '/' + data.s", "received_at - timestamp")) {
            assertThat(CelCompiler.closure(text, compiler.checked(text))).as(text).isPresent();
        }
        for (var text : List.of("data.items.map(item, item.sku)", "data.items.filter(item, item.n > 1)",
                "type(data.x) == int")) {
            assertThat(CelCompiler.closure(text, compiler.checked(text))).as(text).isEmpty();
        }
    }

    private void compare(String text, List<Event> events, Tally tally) {
        CelAbstractSyntaxTree tree;
        try {
            tree = compiler.checked(text);
        } catch (ExpressionException _) {
            return;
        }
        tally.compiled++;
        var closure = CelCompiler.closure(text, tree).orElseThrow(() -> new AssertionError("no closure: " + text));
        var program = compiler.program(text, tree);
        for (var event : events) {
            var variables = Variables.of(event);
            var expected = Outcome.of(program, variables);
            tally.count(expected);
            var actual = Outcome.of(closure, variables);
            if (!actual.equals(expected)) {
                tally.differences.add("%s over %s: %s, not %s".formatted(text, event, actual, expected));
            }
        }
    }

    private static final class Tally {

        private final List<String> differences = new ArrayList<>();
        private int compiled;
        private int values;
        private int absent;
        private int failed;

        private void count(Outcome outcome) {
            switch (outcome) {
                case Outcome.Value _ -> values++;
                case Outcome.None _ -> absent++;
                case Outcome.Failed _ -> failed++;
            }
        }
    }

}
