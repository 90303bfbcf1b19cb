package io.millrace.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.MetricDefinition.AggregateDefinition;
import io.millrace.definition.RuleDefinition.PatternSeen;
import io.millrace.definition.RuleDefinition.Threshold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {

    private static final String METRIC = """
            kind: metric
            name: revenue
            description: Money taken
            events: [order.created, "payment.*"]
            where: data.total > 0.0
            value: data.total
            by: {currency: data.currency}
            windows: [{tumbling: 1m}, {hopping: 10m, every: 10s}]
            aggregates: [count, sum, {distinct: user_id}]
            grace: 30s
            """;
    private static final String PATTERN = """
            kind: pattern
            name: funnel
            pattern: view -> buy
            within: 30m
            define:
              view: {events: view}
              buy: {events: [purchase], where: buy.data.amount > 1}
            timeouts: emit
            measures: {spent: buy.data.amount}
            """;
    private static final String RULE = """
            kind: rule
            name: errors
            when: {metric: errors, window: 1m, by: [service], op: ">", threshold: 5}
            for: 2m
            notify: [ops]
            """;

    @Test
    void shouldReadAMetric() {
        var metric = (MetricDefinition) only(METRIC);

        assertThat(metric.events()).containsExactly("order.created", "payment.*");
        assertThat(metric.windows()).containsExactly(Map.of("tumbling", "1m"),
                Map.of("hopping", "10m", "every", "10s"));
        assertThat(metric.aggregates()).containsExactly(new AggregateDefinition.Named("count"),
                new AggregateDefinition.Named("sum"), new AggregateDefinition.Distinct("user_id"));
        assertThat(metric.retention()).isNull();
    }

    @Test
    void shouldReadAPatternWithItsDefaults() {
        var pattern = (PatternDefinition) only(PATTERN);

        assertThat(pattern.key()).isEqualTo("user_id");
        assertThat(pattern.skip()).isEqualTo("past-last");
        assertThat(pattern.emitTimeouts()).isTrue();
        assertThat(pattern.define().get("view").events()).containsExactly("view");
        assertThat(pattern.define().get("buy").where()).isEqualTo("buy.data.amount > 1");
    }

    @Test
    void shouldReadRules() {
        assertThat(((RuleDefinition) only(RULE)).when()).isEqualTo(
                new Threshold("errors", "1m", "count", List.of("service"), ">", 5));
        assertThat(((RuleDefinition) only("""
                kind: rule
                name: seen
                when: {pattern: funnel, on: timeout}
                """)).when()).isEqualTo(new PatternSeen("funnel", "timeout"));
    }

    @Test
    void shouldReadSeveralDocumentsAndJson() {
        assertThat(DefinitionReader.readAll(METRIC + "---\n" + RULE + "---\n")).hasSize(2);
        assertThat(only("{\"kind\":\"metric\",\"name\":\"m\",\"windows\":[{\"tumbling\":\"1m\"}]}").name()).isEqualTo(
                "m");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            kind: metrik                                              | 1:7: kind: must be metric, pattern or rule, not 'metrik'
            name: x                                                   | 1:1: kind: is required: metric, pattern or rule
            {kind: metric, name: Big One}                             | 1:22: name: must be lower-case letters
            {kind: metric, name: m}                                   | 1:1: metric/m: windows: at least one window is required
            {kind: metric, name: m, windows: [{tumbling: 1m}], wher: x} | 1:58: metric/m: wher: unknown field; known are kind, name
            {kind: metric, name: m, windows: [1m]}                    | 1:35: metric/m: windows[0]: must be a mapping
            {kind: pattern, name: p}                                  | metric
            {kind: rule, name: r, when: {metric: m, window: 1m, op: is, threshold: 5}} | 1:57: rule/r: when.op: must be one of
            {kind: rule, name: r, when: {metric: m, window: 1m, op: ">", threshold: x}} | 1:73: rule/r: when.threshold: must be a number
            {kind: rule, name: r, when: {metric: m, window: 1m, op: ">", threshold: .nan}} | 1:73: rule/r: when.threshold: must be a number
            {kind: rule, name: r}                                     | when: is required
            [1, 2]                                                    | 1:1: a definition must be a mapping
            {kind: metric, kind: rule}                                | 1:16: not valid YAML: the key 'kind' stands twice
            {kind: metric                                             | not valid YAML
            """)
    void shouldNameThePlaceAndTheReason(String text, String problem) {
        if (problem.equals("metric")) {
            assertThatThrownBy(() -> DefinitionReader.readAll(text)).hasMessageContaining("pattern: is required");
            return;
        }
        assertThatThrownBy(() -> DefinitionReader.readAll(text)).isInstanceOf(
                DefinitionException.class).hasMessageContaining(problem);
    }

    @Test
    void shouldListEveryProblemAtOnce() {
        assertThatThrownBy(() -> DefinitionReader.readAll("""
                kind: metric
                name: m
                wher: x
                windows: 5
                """)).isInstanceOfSatisfying(DefinitionException.class,
                e -> assertThat(e.problems()).extracting(DefinitionProblem::line).containsExactly(4, 3));
    }

    @Test
    void shouldTakeKindAndNameFromTheAddress() {
        var declared = DefinitionReader.readOne("windows: [{tumbling: 1m}]", DefinitionKind.METRIC, "clicks");

        assertThat(declared.definition().name()).isEqualTo("clicks");
        assertThatThrownBy(() -> DefinitionReader.readOne("name: other\nwindows: [{tumbling: 1m}]",
                DefinitionKind.METRIC, "clicks")).hasMessageContaining("1:7: name: must be 'clicks' here, not 'other'");
        assertThatThrownBy(() -> DefinitionReader.readOne(RULE, DefinitionKind.METRIC, "errors")).hasMessageContaining(
                "must be metric here, not rule");
    }

    @ParameterizedTest
    @CsvSource({"metric", "pattern", "rule"})
    void shouldStoreAndReadBackTheSame(String kind) {
        var definition = only(switch (kind) {
            case "metric" -> METRIC;
            case "pattern" -> PATTERN;
            default -> RULE;
        });
        var stored = new StoredDefinition(definition, 3, true, Instant.parse("2024-01-01T00:00:00.123Z"));

        assertThat(StoredDefinition.fromJson(stored.toJson())).isEqualTo(stored);
    }

    @Test
    void shouldFindPlacesInsideTexts() {
        var declared = DefinitionReader.readAll("""
                kind: metric
                name: m
                where: |
                  data.a > 1
                    && data.b
                value: "data.c"
                windows: [{tumbling: 1m}]
                """).getFirst();

        assertThat(declared.problem("value", 1, 3, "why")).hasToString("6:11: metric/m: value: why");
        assertThat(declared.problem("where", 1, 1, "why").line()).isEqualTo(4);
        assertThat(declared.problem("where", 2, 6, "why")).hasToString("5:6: metric/m: where: why");
        assertThat(declared.problem("windows[0].every", "why").line()).isEqualTo(7);
    }

    private static Definition only(String text) {
        var read = DefinitionReader.readAll(text);
        assertThat(read).hasSize(1);
        return read.getFirst().definition();
    }

}
