package io.millrace.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.event.EventReader;
import io.millrace.event.EventReading.Accepted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventExpressionsTest {

    private final Variables order = Variables.of(event(
            """
                    {"event_type":"order.created","user_id":"u1","timestamp":"2024-01-01T10:00:00Z",
                     "data":{"price":2.5,"quantity":4,"currency":"EUR","express":true,"nested":{"sku":"a"},"none":null}}"""));

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            data.price > 2              ; true
            data.quantity > 3.5         ; true
            data.price * data.quantity == 10.0 ; true
            data.quantity * data.price == 10.0 ; true
            data.price / 2 == 1.25      ; true
            data.quantity - 0.5 == 3.5  ; true
            data.currency in ['EUR', 'GBP'] ; true
            data.missing > 1            ; false
            data.none == 'x'            ; false
            data.missing == 'x' || data.price > 2 ; true
            has(data.missing)           ; false
            has(data.price)             ; true
            data.express                ; true
            session_id == 's'           ; false
            event_type.startsWith('order.') ; true
            timestamp >= timestamp('2024-01-01T10:00:00Z') ; true
            data.nested.sku == 'a'      ; true
            data.none.sku == 'a'        ; false
            """)
    void shouldDecideConditions(String text, boolean expected) {
        assertThat(EventExpressions.condition(text).test(order)).as(text).isEqualTo(expected);
    }

    @Test
    void shouldGiveNumbersAndNoNumberForAbsentFields() {
        assertThat(EventExpressions.number("data.price * data.quantity").number(order)).isEqualTo(10.0);
        assertThat(EventExpressions.number("data.quantity").number(order)).isEqualTo(4.0);
        assertThat(EventExpressions.number("data.missing").number(order)).isNaN();
        assertThat(EventExpressions.number("data.none * 2").number(order)).isNaN();
    }

    @Test
    void shouldGiveLabelsAsPeopleWriteThem() {
        assertThat(EventExpressions.value("data.quantity").label(order)).isEqualTo("4");
        assertThat(EventExpressions.value("data.price * data.quantity").label(order)).isEqualTo("10");
        assertThat(EventExpressions.value("data.express").label(order)).isEqualTo("true");
        assertThat(EventExpressions.value("segment").label(order)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dta.price > 1       | 1 | 1  | undeclared reference to 'dta'
            data.price >        | 1 | 13 | mismatched input '<EOF>'
            event_type > 1      | 1 | 12 | found no matching overload
            event_type          | 1 | 1  | must be true or false, not string
            """)
    void shouldNameThePlaceOfAnError(String text, int line, int column, String reason) {
        assertThatThrownBy(() -> EventExpressions.condition(text)).isInstanceOfSatisfying(ExpressionException.class,
                e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e).hasMessageContaining(reason);
                });
    }

    @Test
    void shouldFailOnAWrongTypeAtRunTime() {
        assertThatThrownBy(() -> EventExpressions.condition("data.currency > 1").test(order)).isInstanceOf(
                EvaluationException.class);
        assertThatThrownBy(() -> EventExpressions.number("data.currency").number(order)).isInstanceOf(
                EvaluationException.class).hasMessageContaining("must be a number, not 'EUR'");
    }

    static Event event(String json) {
        var reading = EventReader.read(json.getBytes(StandardCharsets.UTF_8), Instant.parse("2024-01-01T10:00:00Z"),
                "default");
        return ((Accepted) reading).event();
    }

}
