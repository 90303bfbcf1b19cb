package io.millrace.expressions.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionProblem;
import io.millrace.definition.DefinitionReader;
import io.millrace.event.Event;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternMatcher;
import io.millrace.pattern.SkipStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BehaviourCompilerTest {

    private static final String FUNNEL = """
            kind: pattern
            name: funnel
            key: user_id
            pattern: view -> cart -> buy
            within: 30m
            grace: 60s
            define:
              view: {events: [view]}
              cart: {events: ["cart.*"], where: cart.data.sku == view.data.sku}
              buy:
                events: [purchase]
                where: data.amount > 10
            skip: past-last
            timeouts: emit
            measures:
              spent: buy.data.amount
              seconds: duration_s
            retention: 2h
            """;

    @Test
    void shouldCompileWhatTheDefinitionSays() {
        var compiled = compile(FUNNEL);

        assertThat(compiled.name()).isEqualTo("funnel");
        assertThat(compiled.version()).isEqualTo(3);
        assertThat(compiled.key().text()).isEqualTo("user_id");
        assertThat(compiled.pattern().variables()).containsExactly("view", "cart", "buy");
        assertThat(compiled.pattern().options().within()).contains(Duration.ofMinutes(30));
        assertThat(compiled.pattern().options().skip()).isEqualTo(new SkipStrategy.PastLast());
        assertThat(compiled.pattern().options().emitTimeouts()).isTrue();
        assertThat(compiled.grace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(compiled.retention()).isEqualTo(Duration.ofHours(2));
        assertThat(compiled.measures().keySet()).containsExactly("spent", "seconds");
    }

    @Test
    void shouldFillInDefaults() {
        var compiled = compile("""
                kind: pattern
                name: pair
                pattern: a -> b
                define: {a: {}, b: {events: [b]}}
                """);

        assertThat(compiled.key().text()).isEqualTo("user_id");
        assertThat(compiled.pattern().options().within()).isEqualTo(Optional.empty());
        assertThat(compiled.pattern().options().skip()).isEqualTo(new SkipStrategy.PastLast());
        assertThat(compiled.pattern().options().emitTimeouts()).isFalse();
        assertThat(compiled.grace()).isZero();
        assertThat(compiled.retention()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldBeConcernedWithTheEventsItsVariablesTake() {
        var compiled = compile(FUNNEL);

        assertThat(List.of("view", "cart.add", "purchase")).allMatch(
                type -> compiled.concerns(event("e", type, Map.of())));
        assertThat(List.of("cart", "search")).noneMatch(type -> compiled.concerns(event("e", type, Map.of())));
    }

    @Test
    void shouldBeConcernedWithAllEventsWhereOneMustFollowDirectly() {
        var compiled = compile(FUNNEL.replace("view -> cart -> buy", "view, cart -> buy"));

        assertThat(compiled.concerns(event("e", "search", Map.of()))).isTrue();
    }

    @Test
    void shouldTestAnEventByItsTypeItsFieldsAndWhatWasTakenBefore() {
        assertThat(matches(event("e1", "view", Map.of("sku", "x")), event("e2", "cart.add", Map.of("sku", "y")),
                event("e3", "cart.add", Map.of()), event("e4", "cart.add", Map.of("sku", "x")),
                event("e5", "purchase", Map.of("amount", 10L)), event("e6", "purchase", Map.of("amount", "many")),
                event("e7", "purchase", Map.of("amount", 10.5)))).containsExactly(List.of("e1", "e4", "e7"));
    }

    @Test
    void shouldPointAtAWrongPattern() {
        assertThat(problems(FUNNEL.replace("view -> cart -> buy", "view -> -> buy"))).singleElement().satisfies(
                problem -> {
                    assertThat(problem.path()).isEqualTo("pattern");
                    assertPlace(problem, 4, 18);
                });
    }

    @Test
    void shouldPointIntoTheLinesOfAPattern() {
        assertThat(problems(FUNNEL.replace("pattern: view -> cart -> buy", """
                pattern: |
                  view ->
                  cart -> buy ?? x"""))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("pattern");
            assertThat(problem.line()).isEqualTo(6);
        });
    }

    @Test
    void shouldPointAtAWrongKey() {
        assertThat(problems(FUNNEL.replace("key: user_id", "key: user_id + nobody"))).singleElement().satisfies(
                problem -> {
                    assertThat(problem.definition()).isEqualTo("pattern/funnel");
                    assertThat(problem.path()).isEqualTo("key");
                    assertPlace(problem, 3, 16);
                    assertThat(problem.reason()).contains("nobody");
                });
    }

    @Test
    void shouldPointAtAWrongCondition() {
        assertThat(problems(FUNNEL.replace("data.amount > 10", "data.amount > 10 &&"))).singleElement().satisfies(
                problem -> {
                    assertThat(problem.path()).isEqualTo("define.buy.where");
                    assertThat(problem.line()).isEqualTo(12);
                    assertThat(problem.column()).isGreaterThan(12);
                });
        assertThat(problems(FUNNEL.replace("data.amount > 10", "\"event_type\""))).singleElement().satisfies(
                problem -> {
                    assertPlace(problem, 12, 13);
                    assertThat(problem.reason()).isEqualTo("must be true or false, not string");
                });
    }

    @Test
    void shouldPointAtAConditionOnAVariableThatIsNotThere() {
        assertThat(problems(FUNNEL.replace("== view.data.sku", "== visit.data.sku"))).singleElement().satisfies(
                problem -> {
                    assertThat(problem.path()).isEqualTo("define.cart.where");
                    assertPlace(problem, 9, 54);
                    assertThat(problem.reason()).contains("visit");
                });
    }

    @Test
    void shouldPointAtAWrongMeasure() {
        assertThat(problems(FUNNEL.replace("seconds: duration_s", "seconds: duration_m"))).singleElement().satisfies(
                problem -> {
                    assertThat(problem.path()).isEqualTo("measures.seconds");
                    assertPlace(problem, 17, 12);
                });
    }

    @Test
    void shouldPointAtWrongDurations() {
        assertThat(problems(FUNNEL.replace("within: 30m", "within: half an hour").replace("grace: 60s",
                "grace: -1s").replace("retention: 2h", "retention: long"))).extracting(
                        problem -> problem.path() + "@" + problem.line() + ":" + problem.column()).containsExactly(
                                "within@5:9", "grace@6:8", "retention@18:12");
    }

    @Test
    void shouldPointAtAWrongSkip() {
        assertThat(problems(FUNNEL.replace("skip: past-last", "skip: past-first"))).singleElement().satisfies(
                problem -> {
                    assertThat(problem.path()).isEqualTo("skip");
                    assertPlace(problem, 13, 7);
                    assertThat(problem.reason()).contains("past-first").contains("to-last(x)");
                });
    }

    @Test
    void shouldRefuseVariablesThatAreNotDefinedOrNotUsed() {
        assertThat(problems(
                FUNNEL.replace("view -> cart -> buy", "view -> cart -> buy -> ship"))).singleElement().satisfies(
                        problem -> {
                            assertPlace(problem, 4, 33);
                            assertThat(problem.reason()).contains("ship");
                        });
        assertThat(problems(FUNNEL.replace("view -> cart -> buy", "view -> cart"))).singleElement().satisfies(
                problem -> assertThat(problem.reason()).contains("buy"));
    }

    @Test
    void shouldRefuseAVariableNamedLikeAField() {
        assertThat(problems(FUNNEL.replace("view -> cart -> buy", "source -> cart -> buy").replace("  view: {",
                "  source: {").replace("view.data", "source.data"))).anySatisfy(problem -> {
                    assertThat(problem.path()).isEqualTo("define.source");
                    assertPlace(problem, 8, 11);
                });
    }

    @Test
    void shouldTellAllThatIsWrongAtOnce() {
        assertThat(problems(FUNNEL.replace("key: user_id", "key: nobody").replace("skip: past-last",
                "skip: past").replace("spent: buy.data.amount", "spent: paid.data.amount"))).extracting(
                        DefinitionProblem::path).containsExactlyInAnyOrder("key", "skip", "measures.spent");
    }

    private static void assertPlace(DefinitionProblem problem, int line, int column) {
        assertThat(problem.line() + ":" + problem.column()).as(problem.toString()).isEqualTo(line + ":" + column);
    }

    private static CompiledBehaviour compile(String yaml) {
        return BehaviourCompiler.compile(DefinitionReader.readAll(yaml).getFirst(), 3);
    }

    private static List<DefinitionProblem> problems(String yaml) {
        var declared = DefinitionReader.readAll(yaml).getFirst();
        return catchThrowableOfType(DefinitionException.class,
                () -> BehaviourCompiler.compile(declared, 1)).problems();
    }

    private static List<List<String>> matches(PatternEvent... events) {
        var matcher = PatternMatcher.of(compile(FUNNEL).pattern());
        var matches = new ArrayList<List<String>>();
        var state = matcher.newState();
        for (var event : events) {
            matcher.onEvent(state, event, event.timestampMillis(), outcome -> {
                if (outcome instanceof Outcome.Match<PatternEvent> match) {
                    matches.add(match.captured().values().stream().map(taken -> taken.getFirst().eventId()).toList());
                }
            });
        }
        return matches;
    }

    private static PatternEvent event(String id, String type, Map<String, Object> data) {
        var at = Instant.parse("2024-01-01T10:00:00Z");
        return PatternEvent.of(
                new Event(id, type, "shop", "u1", null, null, at, at, null, null, data, Map.of(), Map.of(),
                        Map.of()));
    }

}
