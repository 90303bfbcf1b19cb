package io.millrace.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchAggregatesTest {

    private static final List<String> VARIABLES = List.of("view", "cart", "odd");

    private final MatchExpressions expressions = MatchExpressions.forConditions(VARIABLES);
    private final Variables variables = variables(Map.of(
            "view", List.of(data(Map.of("price", 3L, "sku", "a")), data(Map.of("price", 4L)), data(Map.of("sku", "b"))),
            "odd", List.of(data(Map.of("price", 1.5)), data(Map.of("price", 2L)), data(Map.of("price", -1L)))));

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            size(view)                                ; 3
            view.size()                               ; 3
            size(cart)                                ; 0
            size(cart) == 0 && size(view) > 2         ; true
            sum(view.data.price)                      ; 7
            sum(odd.data.price)                       ; 2.5
            sum(cart.data.price)                      ; 0
            sum(view.data.nothing)                    ; 0
            avg(view.data.price)                      ; 3.5
            min(view.data.price)                      ; 3
            max(view.data.price)                      ; 4
            min(odd.data.price)                       ; -1
            max(odd.data.price)                       ; 2
            count(view.data.price)                    ; 2
            count(view.data['sku'])                   ; 2
            count(view.event_id)                      ; 3
            count(cart.data.price)                    ; 0
            avg(cart.data.price)                      ;
            min(cart.data.price) > 1                  ;
            max(view.data.sku.deeper)                 ;
            sum(view.data.price) > 6.5                ; true
            sum(view.data.price) == 7.0               ; true
            sum(view.data.price) / size(view)         ; 2
            avg(odd.data.price) * 2 + 1 > 2           ; true
            max(view.data.price) - min(view.data.price) ; 1
            size(view.data)                           ; 1
            size('abc')                               ; 3
            """)
    void shouldAggregateOverAllEventsTaken(String text, String expected) {
        var value = expressions.value(text).evaluate(variables);

        assertThat(value == null ? null : value.toString()).as(text).isEqualTo(expected);
    }

    @Test
    void shouldFailOnWhatIsNoNumber() {
        for (var function : List.of("sum", "avg", "min", "max")) {
            assertThatThrownBy(() -> expressions.value(function + "(view.data.sku)").evaluate(variables)).as(
                    function).isInstanceOf(EvaluationException.class).hasMessageContaining("'a' is not a number");
        }
    }

    @Test
    void shouldGoOnInDecimalsWhereWholeNumbersEnd() {
        var large = variables(Map.of("view",
                List.of(data(Map.of("n", Long.MAX_VALUE)), data(Map.of("n", Long.MAX_VALUE)), data(Map.of("n", 1L)))));

        assertThat(expressions.value("sum(view.data.n)").evaluate(large)).isEqualTo(2.0 * Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            data.x > 1 && sum(5) > 1         ; 1 ; 19 ; sum takes a field of a variable, such as sum(view.data.price)
            sum(view) > 1                    ; 1 ; 5  ; sum takes a field of a variable
            sum(view.data.price * 2) > 1     ; 1 ; 21 ; sum takes a field of a variable
            sum(size(view)) > 1              ; 1 ; 9  ; sum takes a field of a variable
            avg(visit.data.price) > 1        ; 1 ; 5  ; 'visit' is not a variable of the pattern, only view, cart, odd
            min(data.price) > 1              ; 1 ; 5  ; 'data' is not a variable of the pattern
            max(view.dta.price) > 1          ; 1 ; 5  ; an event has no field 'dta'
            sum(view.last.data.price) > 1    ; 1 ; 5  ; an event has no field 'last'
            sum(view.user_id) > 1            ; 1 ; 5  ; view.user_id is never a number
            sum(view.data) > 1               ; 1 ; 5  ; view.data is never a number
            size(visit) > 1                  ; 1 ; 6  ; undeclared reference to 'visit'
            data.x && view.dta.sku == 'x'    ; 1 ; 15 ; an event has no field 'dta'
            view.first.dta == 'x'            ; 1 ; 11 ; an event has no field 'dta'
            data.l.exists(view, view == 1)   ; 1 ; 14 ; 'view' is a variable of the pattern
            """)
    void shouldPointAtWhatIsNoAggregate(String text, int line, int column, String reason) {
        assertThatThrownBy(() -> expressions.condition(text)).isInstanceOfSatisfying(ExpressionException.class, e -> {
            assertThat(e).hasMessageContaining(reason);
            assertThat(e.line() + ":" + e.column()).isEqualTo(line + ":" + column);
        });
    }

    @Test
    void shouldNotBeThereForEvents() {
        assertThatThrownBy(() -> EventExpressions.value("sum(data.price)")).hasMessageContaining(
                "undeclared reference to 'sum'");
    }

    @Test
    void shouldTellWhatIsRead() {
        assertThat(expressions.value(
                "size(view) > 1 && sum(view.data['list price']) > data.x && view.data.y").paths()).isEqualTo(
                        Set.of(List.of("size(view)"), List.of("sum(view.data['list price'])"), List.of("data", "x"),
                                List.of("view", "data", "y")));
    }

    @Test
    void shouldAgreeWithCelOnRandomEvents() {
        var compiler = compiler();
        var random = new Random(5);
        var values = List.of(1L, 2L, -3L, 0.5, 2.0, Long.MAX_VALUE, "text", true, List.of(1L));
        var texts = List.of("size(view)", "sum(view.data.a)", "avg(view.data.a)", "min(view.data.a)",
                "max(view.data.a)", "count(view.data.a)", "sum(view.data.a) > 1 || size(view) == 0",
                "min(view.data.a) == max(view.data.a)", "avg(view.data.a) + sum(view.data.b) > data.x",
                "view.data.a == view.first.data.a && count(view.data.b) > 0", "[sum(view.data.a), size(view)]",
                "has(view.data.a) ? sum(view.data.b) : size(cart)");
        var outcomes = new HashMap<Class<?>, Integer>();
        for (int i = 0; i < 4_000; i++) {
            var events = new ArrayList<Map<String, Object>>();
            for (int n = random.nextInt(4); n > 0; n--) {
                var data = new HashMap<String, Object>();
                for (var name : List.of("a", "b")) {
                    if (random.nextInt(5) > 0) {
                        int choices = random.nextInt(4) == 0 ? values.size() : 5;
                        data.put(name, random.nextInt(12) == 0 ? null : values.get(random.nextInt(choices)));
                    }
                }
                events.add(Map.of("data", data));
            }
            var at = variables(Map.of("view", events));
            var text = texts.get(random.nextInt(texts.size()));
            var tree = compiler.checked(text);
            var closure = CelCompiler.closure(text, tree).orElseThrow(() -> new AssertionError("no closure: " + text));
            var expected = Outcome.of(compiler.program(text, tree), at);
            assertThat(Outcome.of(closure, at)).as("%s over %s", text, events).isEqualTo(expected);
            outcomes.merge(expected.getClass(), 1, Integer::sum);
        }
        assertThat(outcomes.values()).hasSize(3).allMatch(count -> count > 100);
    }

    private static CelCompiler compiler() {
        var declared = new LinkedHashMap<String, CelType>(EventExpressions.variables());
        for (var variable : VARIABLES) {
            declared.put(variable, CelCompiler.OBJECT);
            declared.put(MatchExpressions.allOf(variable), ListType.create(CelCompiler.OBJECT));
        }
        return new CelCompiler(declared, new MatchAggregates(VARIABLES).macros());
    }

    private static Variables variables(Map<String, List<Map<String, Object>>> taken) {
        return name -> {
            var all = MatchExpressions.variableOf(name);
            if (all.isPresent()) {
                return taken.getOrDefault(all.get(), List.of());
            }
            var events = taken.getOrDefault(name, List.of());
            if (name.equals("data")) {
                return Map.of("x", 2L);
            }
            if (events.isEmpty()) {
                return null;
            }
            var view = new HashMap<String, Object>(events.getLast());
            view.put("first", events.getFirst());
            view.put("last", events.getLast());
            return view;
        };
    }

    private static Map<String, Object> data(Map<String, Object> data) {
        return Map.of("event_id", "e", "data", data);
    }

}
