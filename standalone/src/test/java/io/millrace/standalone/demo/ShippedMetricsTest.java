package io.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DefinitionKind;
import io.millrace.event.EventReader;
import io.millrace.event.EventReading.Accepted;
import io.millrace.expressions.Variables;
import io.millrace.expressions.metric.CompiledMetric;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedMetricsTest {

    @ParameterizedTest
    @MethodSource("metrics")
    void shouldEvaluateOnEveryEventOfTheDemoAndTakeSome(CompiledMetric metric) {
        int taken = 0;
        for (var event : ShippedPack.HOUR) {
            var variables = Variables.of(event);
            if (metric.takes(event, variables)) {
                taken++;
                assertThat(metric.groupOf(variables).values()).as(event.eventType()).doesNotContain("").hasSameSizeAs(
                        metric.by());
                if (metric.value().isPresent()) {
                    assertThat(metric.valueOf(variables)).as(event.eventType()).isFinite();
                }
            }
        }
        assertThat(taken).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            order.created; {"total_amount":12.5,"currency":"EUR"}              ; 12.5
            order.created; {"total_amount":12,"amount":3,"currency":"EUR"}     ; 12
            purchase     ; {"amount":15.3,"currency":"GBP"}                    ; 15.3
            purchase     ; {"amount":7,"price":3.5,"quantity":2}               ; 7
            """)
    void shouldFindTheMoneyOfAnOrder(String type, String data, double money) {
        var variables = Variables.of(ShippedPack.event(type, data));

        assertThat(ShippedPack.metric("revenue").takes(ShippedPack.event(type, data), variables)).isTrue();
        assertThat(ShippedPack.metric("revenue").valueOf(variables)).isEqualTo(money);
        assertThat(ShippedPack.metric("average-order-value").valueOf(variables)).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            revenue            ; purchase          ; {"page":"thanks"}
            revenue            ; payment.succeeded ; {"amount":5}
            prices             ; purchase          ; {"amount":5}
            prices             ; purchase          ; {"price":null}
            error-rate         ; http_request      ; {"path":"/"}
            response-time      ; http_request      ; {"status":200}
            response-time      ; http_request      ; {"duration_ms":null}
            low-stock          ; inventory.updated ; {"quantity":11}
            low-stock          ; inventory.updated ; {"quantity":21,"reorder_level":20}
            events-by-segment  ; page.viewed       ; {"page":"home"}
            """)
    void shouldLeaveOutWhatHasNothingToSay(String metric, String type, String data) {
        var event = ShippedPack.event(type, data);

        assertThat(ShippedPack.metric(metric).takes(event, Variables.of(event))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            prices        ; view              ; {"price":0}                           ; 0
            prices        ; order_cancelled   ; {"price":2.55,"quantity":-1}          ; 2.55
            error-rate    ; http_request      ; {"status":500}                        ; 1
            error-rate    ; http_request      ; {"status":499}                        ; 0
            response-time ; http_request      ; {"duration_ms":12.5}                  ; 12.5
            low-stock     ; inventory.updated ; {"quantity":10}                       ; 10
            low-stock     ; inventory.updated ; {"quantity":20,"reorder_level":20}    ; 20
            """)
    void shouldTakeTheValueOf(String metric, String type, String data, double value) {
        var event = ShippedPack.event(type, data);

        assertThat(ShippedPack.metric(metric).takes(event, Variables.of(event))).isTrue();
        assertThat(ShippedPack.metric(metric).valueOf(Variables.of(event))).isEqualTo(value);
    }

    @Test
    void shouldGroupRequestsBySourceWhereNoServiceIsNamed() {
        var named = Variables.of(ShippedPack.event("http_request", "{\"service\":\"cart\",\"status\":200}"));
        var unnamed = Variables.of(ShippedPack.event("http_request", "{\"status\":200}"));

        assertThat(ShippedPack.metric("requests").groupOf(named)).isEqualTo(Map.of("service", "cart"));
        assertThat(ShippedPack.metric("requests").groupOf(unnamed)).isEqualTo(Map.of("service", "test"));
    }

    @Test
    void shouldPreferTheSegmentOfTheEventToThatOfTheProfile() {
        var metric = ShippedPack.metric("events-by-segment");
        var own = ShippedPack.event("view", "{\"segment\":\"vip\"}").withSegment("new");
        var profile = ShippedPack.event("view", "{}").withSegment("new");

        assertThat(metric.takes(own, Variables.of(own))).isTrue();
        assertThat(metric.groupOf(Variables.of(own))).isEqualTo(Map.of("segment", "vip"));
        assertThat(metric.takes(profile, Variables.of(profile))).isTrue();
        assertThat(metric.groupOf(Variables.of(profile))).isEqualTo(Map.of("segment", "new"));
    }

    @Test
    void shouldNotCountVisitorsWhomNobodyKnows() {
        var anonymous = ((Accepted) EventReader.read(
                "{\"event_type\":\"view\",\"anonymous_id\":\"a\"}".getBytes(StandardCharsets.UTF_8), ShippedPack.START,
                "t")).event();

        assertThat(ShippedPack.metric("active-users").takes(anonymous, Variables.of(anonymous))).isFalse();
        assertThat(ShippedPack.metric("high-activity-users").takes(anonymous, Variables.of(anonymous))).isFalse();
    }

    private static Stream<CompiledMetric> metrics() {
        return ShippedPack.names(DefinitionKind.METRIC).stream().filter(name -> !ShippedPack.isRatio(name)).map(
                ShippedPack::metric);
    }

}
