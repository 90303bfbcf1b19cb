package io.millrace.expressions.pattern;

import static io.millrace.expressions.pattern.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionReader;
import io.millrace.definition.PatternDefinition.VariableDefinition;
import io.millrace.expressions.EventTypes;
import io.millrace.expressions.Expression;
import io.millrace.expressions.MatchExpressions;
import io.millrace.expressions.Problems;
import io.millrace.pattern.Captured;
import io.millrace.pattern.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereCompilerTest {

    private static final DeclaredDefinition DECLARED = DefinitionReader.readAll(
            "{kind: pattern, name: p, pattern: view -> cart}").getFirst();
    private static final Set<String> VARIABLES = new LinkedHashSet<>(List.of("view", "cart"));

    @Test
    void shouldDivideAConditionIntoWhatNeedsTheEventAloneAndWhatLooksBack() {
        var cart = compile("data.n > 1 && cart.data.sku == view.data.sku && (size(cart) < 3 && cart.data.x)");

        assertThat(cart.test().conjuncts()).map(Expression::text).containsExactly("data.n > 1", "data.x");
        assertThat(cart.lookBacks()).map(Expression::text).containsExactly("cart.data.sku == view.data.sku",
                "size(cart) < 3");
        assertThat(cart.condition()).isInstanceOf(Condition.LookBack.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.n > 1", "cart.data.n > 1 && has(cart.data.x)", "cart.last.data.n > 1",
            "data.l.exists(e, e == cart.data.n)"})
    void shouldNotLookBackWhereTheEventIsEnough(String where) {
        assertThat(compile(where).condition()).isInstanceOf(Condition.OnEvent.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cart.data.n > 1 && cart.event_type != 'x'       ; data.n > 1 && event_type != 'x'
            cart.first.data.n > cart . last . data.m        ; data.n > data.m
            has(cart.data.n) && (data.m > 1)                ; has(data.n) && data.m > 1
            data.s == 'cart.data' && data.l.exists(cart_, cart_ == cart.data.n) ; data.s == 'cart.data' && data.l.exists(cart_, cart_ == data.n)
            data.s == '😀' && cart.data.n > 1               ; data.s == '😀' && data.n > 1
            """)
    void shouldBeEqualToATestThatSaysTheSameOfAnotherVariable(String ofCart, String ofAny) {
        var cart = compile(ofCart);
        var view = new WhereCompiler(Set.of("other")).compile("other",
                new VariableDefinition(List.of("view", "buy"), ofAny), new Problems(DECLARED));

        assertThat(cart.test()).isEqualTo(new EventTest(new EventTypes(List.of("buy", "view")),
                view.test().conjuncts())).isEqualTo(view.test()).hasSameHashCodeAs(view.test());
        assertThat(cart.test()).isNotEqualTo(new EventTest(new EventTypes(List.of("buy")), view.test().conjuncts()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart == view.first", "cart.data.l.exists(data, data == cart.data.n)",
            "cart.event_type > 1", "size(cart.data) > 1", "has(cart.data)"})
    void shouldEvaluateItsOwnNameWhereItCannotBeLeftOut(String where) {
        var event = event("c", "view", Map.of("n", 1L, "l", List.of(1L)));
        var cart = compile(where);
        var captured = captured(Map.of("view", List.of(event)));

        assertThat(fits(cart, event, captured)).isEqualTo(
                MatchExpressions.forConditions(VARIABLES).condition(where) != null
                        && wholeHolds(where, event, captured));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cart.data.sku == view.data.sku                       ; x
            view.first.data.sku == data.sku                      ; x
            data.n > 1 && (view.data.n + 1) == cart.data.n       ; 2.0
            data.n == size(view)                                 ; 1.0
            """)
    void shouldFindAnEqualityToLookRunsUpBy(String where, String valueOfRun) {
        var correlation = compile(where).correlation().orElseThrow();
        var run = captured(Map.of("view", List.of(event("v", "view", Map.of("sku", "x", "n", 1L)))));

        assertThat(correlation.ofCaptured().apply(run)).hasToString(valueOfRun);
        assertThat(correlation.ofEvent().apply(event("c", "buy", Map.of("sku", "x", "n", 2.0)))).hasToString(
                where.contains("sku") ? "x" : "2.0");
    }

    @Test
    void shouldHaveNoValueToLookUpByWhereAFieldIsAbsentOrFails() {
        var correlation = compile("data.n * 2 == view.data.n * 2").correlation().orElseThrow();

        assertThat(correlation.ofEvent().apply(event("c", "buy", Map.of()))).isNull();
        assertThat(correlation.ofEvent().apply(event("c", "buy", Map.of("n", "many")))).isNull();
        assertThat(correlation.ofCaptured().apply(Captured.none())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.n > 1", "cart.data.n >= view.data.n", "cart.data.n + view.data.n == 5",
            "view.data.n == 1", "data.n == size(cart)", "data.n == data.m", "(data.x ? data.n : null) == view.data.n",
            "data.n == view.data.n || data.x", "!(data.n == view.data.n)", "data.n == view.data.n + data.m"})
    void shouldLookUpByNothingElse(String where) {
        assertThat(compile(where).correlation()).isEmpty();
    }

    @Test
    void shouldTakeTheSameEventsAsTheConditionAsAWhole() {
        var random = new Random(11);
        var parts = List.of("data.n > 1", "cart.data.n >= view.data.n", "cart.data.sku == view.data.sku",
                "view.first.data.n == data.n", "size(view) > 1", "sum(view.data.n) < 4 || data.x", "size(cart) == 0",
                "avg(cart.data.n) < cart.data.n", "data.x", "(data.x && view.data.x)", "has(view.data.n)",
                "data.n / view.data.n > 0", "max(view.data.n) == data.n", "cart.data.sku != 'b'",
                "count(view.data.x) > 0",
                "data.l == view.data.l");
        int taken = 0;
        for (int i = 0; i < 3_000; i++) {
            var chosen = new ArrayList<String>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                chosen.add(parts.get(random.nextInt(parts.size())));
            }
            var where = String.join(" && ", chosen);
            var event = event("c", "buy", data(random));
            var captured = captured(Map.of("view", events(random), "cart", events(random)));
            boolean expected = wholeHolds(where, event, captured);
            assertThat(fits(compile(where), event, captured)).as(where).isEqualTo(expected);
            taken += expected ? 1 : 0;
        }
        assertThat(taken).isBetween(300, 2_000);
    }

    /** What the matcher does: the event's part, the equality, the rest. */
    private static boolean fits(VariableCondition condition, PatternEvent event, Captured<PatternEvent> captured) {
        return switch (condition.condition()) {
            case Condition.OnEvent<PatternEvent>(var fits) -> fits.test(event);
            case Condition.LookBack<PatternEvent>(var fits, var correlation, var holds) -> fits.test(event)
                    && correlation.map(equal -> {
                        var value = equal.ofEvent().apply(event);
                        return value != null && value.equals(equal.ofCaptured().apply(captured));
                    }).orElse(true) && holds.test(event, captured);
        };
    }

    private static boolean wholeHolds(String where, PatternEvent event, Captured<PatternEvent> captured) {
        var whole = MatchExpressions.forConditions(VARIABLES).condition(where);
        return EventTest.holds(List.of(whole), MatchVariables.ofCondition("cart", event, captured));
    }

    private static VariableCondition compile(String where) {
        var problems = new Problems(DECLARED);
        var compiled = new WhereCompiler(VARIABLES).compile("cart",
                new VariableDefinition(List.of("view", "buy"), where), problems);
        problems.throwIfAny();
        return compiled;
    }

    private static Captured<PatternEvent> captured(Map<String, List<PatternEvent>> events) {
        return variable -> events.getOrDefault(variable, List.of());
    }

    private static List<PatternEvent> events(Random random) {
        var events = new ArrayList<PatternEvent>();
        for (int i = random.nextInt(4); i > 0; i--) {
            events.add(event("v" + i, "view", data(random)));
        }
        return events;
    }

    private static Map<String, Object> data(Random random) {
        var data = new HashMap<String, Object>();
        data.put("n", List.of(0L, 1L, 1.0, 2L, 2.5, "many").get(random.nextInt(6)));
        data.put("sku", List.of("a", "b").get(random.nextInt(2)));
        data.put("x", random.nextInt(4) > 0);
        data.put("l", List.of(List.of(1L), List.of(1.0), List.of()).get(random.nextInt(3)));
        List.of("n", "sku", "x", "l").forEach(name -> {
            if (random.nextInt(8) == 0) {
                data.remove(name);
            }
        });
        return data;
    }

}
