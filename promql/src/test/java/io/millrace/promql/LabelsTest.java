package io.millrace.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void shouldHoldTheMetricNameAsALabel() {
        var labels = Labels.of("revenue_sum", Map.of("window", "1m", "tenant", "t1"));

        assertThat(labels.metricName()).isEqualTo("revenue_sum");
        assertThat(labels.get("window")).isEqualTo("1m");
        assertThat(labels.get("country")).isEmpty();
        assertThat(labels.asMap().keySet()).containsExactly("__name__", "tenant", "window");
    }

    @Test
    void shouldTakeAnEmptyValueAsNoLabel() {
        assertThat(Labels.of(Map.of("a", ""))).isEqualTo(Labels.empty()).hasSameHashCodeAs(Labels.empty());
    }

    @Test
    void shouldBeEqualByNamesAndValues() {
        assertThat(Labels.of(Map.of("a", "1", "b", "2"))).isEqualTo(
                Labels.of(Map.of("b", "2", "a", "1"))).hasSameHashCodeAs(
                        Labels.of(Map.of("b", "2", "a", "1"))).isNotEqualTo(Labels.of(Map.of("a", "1"))).isNotEqualTo(
                                Labels.of(Map.of("a", "1", "b", "3")));
    }

    @Test
    void shouldNotChangeWithTheMapItCameFrom() {
        var map = new HashMap<>(Map.of("a", "1"));
        var labels = Labels.of(map);
        map.put("a", "2");

        assertThat(labels.get("a")).isEqualTo("1");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> labels.asMap().put("b", "2"));
    }

    @Test
    void shouldOrderByTheFirstDifference() {
        var ascending = List.of(Labels.empty(), Labels.of(Map.of("a", "1")), Labels.of(Map.of("a", "1", "b", "1")),
                Labels.of(Map.of("a", "1", "c", "0")), Labels.of(Map.of("a", "2")), Labels.of(Map.of("b", "1")));

        assertThat(ascending.reversed().stream().sorted()).containsExactlyElementsOf(ascending);
        assertThat(Labels.of(Map.of("a", "1"))).isEqualByComparingTo(Labels.of(Map.of("a", "1")));
    }

    @Test
    void shouldPrintAsInAQuery() {
        assertThat(Labels.empty()).hasToString("{}");
        assertThat(Labels.of("up", Map.of())).hasToString("up");
        assertThat(Labels.of("up", Map.of("job", "a\"b\\c\n"))).hasToString("up{job=\"a\\\"b\\\\c\\n\"}");
        assertThat(Labels.of(Map.of("b", "2", "a", "1"))).hasToString("{a=\"1\",b=\"2\"}");
    }
}
