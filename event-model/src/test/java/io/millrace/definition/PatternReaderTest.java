package io.millrace.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.PatternDefinition.Limits;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternReaderTest {

    private static final String PATTERN = """
            kind: pattern
            name: guessed
            pattern: fail{5,} -> success
            within: 10m
            define: {fail: {events: [login.failed]}, success: {events: [login.succeeded]}}
            limits: {open_runs: 20, events: 400, on_overflow: drop-newest}
            order: by-start
            enabled: false
            shadow: true
            """;
    private static final String FORM = """
            kind: pattern
            name: guessed
            pattern:
              - {name: fail, times: [5, null]}
              - {link: SKIP_TILL_NEXT, name: success, withinPrev: 1500}
            define: {fail: {}, success: {}}
            """;

    @Test
    void shouldReadHowMuchIsKeptAndWhatIsTold() {
        var pattern = read(PATTERN);

        assertThat(pattern.pattern()).isEqualTo("fail{5,} -> success");
        assertThat(pattern.limits()).isEqualTo(new Limits(20, 400, "drop-newest"));
        assertThat(pattern.order()).isEqualTo("by-start");
        assertThat(pattern.enabled()).isFalse();
        assertThat(pattern.shadow()).isTrue();
    }

    @Test
    void shouldRunAndPublishWithTheUsualLimitsUnlessTold() {
        var pattern = read("{kind: pattern, name: p, pattern: a, limits: {}}");

        assertThat(pattern.limits()).isEqualTo(Limits.USUAL).isEqualTo(new Limits(null, null, null));
        assertThat(pattern.order()).isEqualTo("as-completed");
        assertThat(pattern.enabled()).isTrue();
        assertThat(pattern.shadow()).isFalse();
    }

    @Test
    void shouldReadTheJsonFormAsPlainValues() {
        assertThat(read(FORM).pattern()).isEqualTo(List.of(Map.of("name", "fail", "times", Arrays.asList(5L, null)),
                Map.of("link", "SKIP_TILL_NEXT", "name", "success", "withinPrev", 1500L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {PATTERN, FORM, "{kind: pattern, name: p, pattern: a}",
            "{kind: pattern, name: p, pattern: a, limits: {events: 7}}",
            "{kind: pattern, name: p, pattern: {colour: red, size: 1.5, big: true}}"})
    void shouldStoreAndReadBackTheSame(String text) {
        var stored = new StoredDefinition(read(text), 3, true, Instant.parse("2024-01-01T00:00:00.123Z"));

        assertThat(StoredDefinition.fromJson(stored.toJson())).isEqualTo(stored);
    }

    @Test
    void shouldReadWhatWasStoredBeforeThereWereTheseFields() {
        var stored = """
                {"kind":"pattern","name":"p","key":"user_id","pattern":"a","define":{"a":{"events":["a"]}},
                 "skip":"past-last","timeouts":"drop","version":1,"provisioned":false,
                 "updated_at":"2024-01-01T00:00:00.000Z"}""";

        assertThat(StoredDefinition.fromJson(
                stored.getBytes(java.nio.charset.StandardCharsets.UTF_8)).definition()).isEqualTo(
                        read("{kind: pattern, name: p, pattern: a, define: {a: {events: [a]}}}"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            {kind: pattern, name: p}                                          | 1:1: pattern/p: pattern: is required
            {kind: pattern, name: p, pattern: []}                             | 1:35: pattern/p: pattern: is required
            {kind: pattern, name: p, pattern: a, limits: 5}                   | 1:46: pattern/p: limits: must be a mapping
            {kind: pattern, name: p, pattern: a, limits: {open_runs: 0}}      | 1:58: pattern/p: limits.open_runs: must be a whole number, at least 1
            {kind: pattern, name: p, pattern: a, limits: {events: many}}      | 1:55: pattern/p: limits.events: must be a whole number, at least 1
            {kind: pattern, name: p, pattern: a, limits: {events: 1.5}}       | 1:55: pattern/p: limits.events: must be a whole number, at least 1
            {kind: pattern, name: p, pattern: a, limits: {on_overflow: drop}} | 1:60: pattern/p: limits.on_overflow: must be one of drop-newest, drop-oldest, not 'drop'
            {kind: pattern, name: p, pattern: a, limits: {runs: 5}}           | 1:53: pattern/p: limits.runs: unknown field; known are open_runs, events, on_overflow
            {kind: pattern, name: p, pattern: a, order: any}                  | 1:45: pattern/p: order: must be one of as-completed, by-start, not 'any'
            {kind: pattern, name: p, pattern: a, enabled: sometimes}          | 1:47: pattern/p: enabled: must be true or false
            {kind: pattern, name: p, pattern: a, shadow: 1}                   | 1:46: pattern/p: shadow: must be true or false
            """)
    void shouldNameThePlaceAndTheReason(String text, String problem) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(DefinitionException.class,
                e -> assertThat(e.problems()).singleElement().hasToString(problem));
    }

    @Test
    void shouldFindPlacesInsideTheJsonForm() {
        var declared = DefinitionReader.readAll(FORM).getFirst();

        assertThat(declared.problem("pattern[1].withinPrev", "why")).hasToString(
                "5:55: pattern/guessed: pattern[1].withinPrev: why");
        assertThat(declared.problem("pattern[0].inner", "why")).hasToString(
                "4:5: pattern/guessed: pattern[0].inner: why");
    }

    private static PatternDefinition read(String text) {
        return (PatternDefinition) DefinitionReader.readAll(text).getFirst().definition();
    }

    @Test
    void shouldTakeAPatternWithoutANameWhereThatIsAllowed() {
        var unnamed = "pattern: a -> b\ndefine: {a: {}, b: {}}\n";

        assertThat(
                DefinitionReader.readUnnamed(unnamed, DefinitionKind.PATTERN, "other").definition().name()).isEqualTo(
                        "other");
        assertThat(DefinitionReader.readUnnamed("name: own\n" + unnamed, DefinitionKind.PATTERN,
                "other").definition().name()).isEqualTo("own");
    }

    @Test
    void shouldGiveTheSamePatternWithTimeouts() {
        var pattern = (PatternDefinition) DefinitionReader.readUnnamed("pattern: a -> b\ndefine: {a: {}, b: {}}\n",
                DefinitionKind.PATTERN, "p").definition();

        assertThat(pattern.emitTimeouts()).isFalse();
        assertThat(pattern.emittingTimeouts().emitTimeouts()).isTrue();
        assertThat(pattern.emittingTimeouts()).usingRecursiveComparison().ignoringFields("emitTimeouts").isEqualTo(
                pattern);
    }

}
