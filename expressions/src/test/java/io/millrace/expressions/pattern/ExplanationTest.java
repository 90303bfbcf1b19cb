package io.millrace.expressions.pattern;

import static io.millrace.expressions.pattern.TestEvents.compile;
import static io.millrace.expressions.pattern.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.pattern.Captured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private final CompiledBehaviour pattern = compile("""
            kind: pattern
            name: funnel
            pattern: view+ -> cart
            within: 1h
            define:
              view: {events: [view]}
              cart:
                events: ["cart.*", basket]
                where: |
                  cart.data.sku == view.data.sku
                    && (data.amount > 100.0 && size(view)>1) && sum(view.data.price) < data['list price'] * 2
            """);
    private final Captured<PatternEvent> captured = variable -> variable.equals("view")
            ? List.of(event("v1", "view", Map.of("sku", "a", "price", 3L)),
                    event("v2", "view", Map.of("sku", "b", "price", 4L)))
            : List.of();

    @Test
    void shouldHaveNothingToSayOfAnEventThatFits() {
        assertThat(pattern.explain("cart", cart("sku", "b", "amount", 200L, "list price", 5L), captured)).isEmpty();
    }

    @Test
    void shouldNameTheEventTypesThatWouldDo() {
        assertThat(pattern.explain("cart", event("e", "search", Map.of()), captured)).contains(
                new Refusal("cart", "the event type 'search' is none of cart.*, basket", "",
                        Map.of("event_type", "search")));
    }

    @Test
    void shouldShowTheFirstPartThatIsFalseAsItIsWrittenAndWhatItReads() {
        assertThat(pattern.explain("cart", cart("sku", "b", "amount", 50.0), captured)).contains(
                new Refusal("cart", "is false", "data.amount > 100.0", Map.of("data.amount", 50.0)));
        assertThat(pattern.explain("cart", cart("sku", "a", "amount", 50.0), captured)).hasValueSatisfying(refusal -> {
            assertThat(refusal.expression()).isEqualTo("cart.data.sku == view.data.sku");
            assertThat(refusal.values()).containsExactly(entry("cart.data.sku", "a"), entry("view.data.sku", "b"));
        });
    }

    @Test
    void shouldShowAggregates() {
        assertThat(pattern.explain("cart", cart("sku", "b", "amount", 200, "list price", 1L),
                captured)).hasValueSatisfying(
                        refusal -> {
                            assertThat(refusal.expression()).isEqualTo("sum(view.data.price) < data['list price'] * 2");
                            assertThat(refusal.values()).containsExactly(entry("sum(view.data.price)", 7L),
                                    entry("data['list price']", 1L));
                        });
        assertThat(pattern.explain("cart", cart("sku", "a", "amount", 200),
                variable -> captured.events(variable).subList(0,
                        captured.events(variable).isEmpty() ? 0 : 1))).contains(
                                new Refusal("cart", "is false", "size(view)>1", Map.of("size(view)", 1L)));
    }

    @Test
    void shouldNameWhatIsAbsent() {
        assertThat(pattern.explain("cart", cart("sku", "b"), captured)).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo("has no value: without data.amount");
            assertThat(refusal.expression()).isEqualTo("data.amount > 100.0");
            assertThat(refusal.values()).containsExactly(entry("data.amount", null));
        });
        assertThat(pattern.explain("cart", cart("sku", "b"), Captured.none())).hasValueSatisfying(
                refusal -> assertThat(refusal.reason()).isEqualTo("has no value: without view.data.sku"));
    }

    @Test
    void shouldTellWhatFails() {
        assertThat(pattern.explain("cart", cart("sku", "b", "amount", "many"), captured)).hasValueSatisfying(
                refusal -> {
                    assertThat(refusal.reason()).startsWith("fails: ").contains("No matching overload").doesNotContain(
                            "data.amount");
                    assertThat(refusal.values()).containsExactly(entry("data.amount", "many"));
                });
    }

    @Test
    void shouldRefuseAVariableThatIsNotThere() {
        assertThatThrownBy(() -> pattern.explain("buy", cart(), captured)).isInstanceOf(
                IllegalArgumentException.class).hasMessage(
                        "'buy' is not a variable of pattern 'funnel', only view, cart");
    }

    private static PatternEvent cart(Object... data) {
        var fields = new HashMap<String, Object>();
        for (int i = 0; i < data.length; i += 2) {
            fields.put((String) data[i],
                    data[i + 1] instanceof Integer number ? (Object) number.longValue() : data[i + 1]);
        }
        return event("c", "cart.added", fields);
    }

}
