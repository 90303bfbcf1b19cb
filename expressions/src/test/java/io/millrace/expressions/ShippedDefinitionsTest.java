package io.millrace.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.definition.PatternDefinition;
import io.millrace.event.Event;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.expressions.pattern.MatchVariables;
import io.millrace.expressions.pattern.PatternEvent;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternMatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions that are shipped: all compile, and each pattern recognises what it describes, and no less. */
class ShippedDefinitionsTest {

    private static final List<DeclaredDefinition> DECLARED = files().flatMap(
            file -> DefinitionReader.readAll(text(file)).stream()).toList();

    @ParameterizedTest
    @MethodSource("files")
    void shouldCompile(Path file) {
        for (var declared : DefinitionReader.readAll(text(file))) {
            DefinitionCompiler.check(declared, ShippedDefinitionsTest::find);
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void shouldBoundAndDescribeEachPattern(PatternDefinition pattern) {
        assertThat(pattern.description()).hasSizeGreaterThan(30);
        assertThat(pattern.within()).isNotNull();
        assertThat(pattern.grace()).isNotNull();
        assertThat(pattern.measures()).isNotEmpty();
        assertThat(pattern.enabled()).isTrue();
        assertThat(pattern.shadow()).isFalse();
    }

    /** Events as {@code second type field=value @country}; then the measures of the one match, or nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            purchase-funnel | 0 view; 9 cart; 12 search; 60 purchase amount=5            | seconds=60.0 spent=5
            abandoned-cart  | 0 cart.added; 60 order.created                             | seconds=60.0
            sign-up-to-purchase | 0 user.signed_up; 60 cart; 600 order.created total_amount=9 | minutes=10.0 spent=9
            sign-up-to-purchase | 0 user.signed_up; 86400 order.created total_amount=9   |
            payment-failed-thrice | 0 payment.failed; 9 payment.failed; 12 payment.failed amount=7 reason=x | amount=7 reason=x seconds=12.0
            payment-failed-thrice | 0 payment.failed; 9 payment.failed; 10 payment.succeeded; 12 payment.failed |
            card-testing | 0 payment.failed amount=1; 1 payment.failed amount=2; 2 payment.failed amount=99; 3 payment.succeeded amount=1.5; 4 payment.failed amount=1; 9 payment.failed amount=3 | largest=3 payments=5 seconds=9.0 total=8.5
            card-testing | 0 payment.failed amount=1; 1 payment.failed amount=2; 2 payment.failed amount=99; 4 payment.failed amount=1; 9 payment.failed amount=3 |
            quick-refund | 0 order.created order_id=a total_amount=8; 9 purchase order_id=b amount=1; 3600 refund order_id=a | hours=1.0 spent=8
            quick-refund | 0 order.created order_id=a total_amount=8; 3600 refund order_id=c |
            login-failures-then-success | 0 login.failed; 5 login.failed; 9 login.failed; 12 login.failed; 20 login.succeeded | address=192.0.2.1 failures=4 seconds=20.0
            login-failures-then-success | 0 login.failed; 5 login.failed; 20 login.succeeded |
            brute-force-login | 0 login.failed; 1 login.failed; 2 login.failed; 3 login.failed; 4 login.failed; 5 login.failed; 9 login.succeeded | failures=6 seconds=9.0 user=u1
            brute-force-login | 0 login.failed; 1 login.failed; 2 login.failed; 3 login.failed; 9 login.succeeded |
            impossible-travel | 0 login.succeeded @FR; 60 login.succeeded @FR; 600 login.succeeded @US | from=FR minutes=10.0 to=US
            impossible-travel | 0 login.succeeded @FR; 60 login.succeeded; 600 login.succeeded @FR     |
            impossible-travel | 0 login.succeeded @FR; 3600 login.succeeded @US                       |
            rage-clicks | 0 click element=a; 1 click element=b; 1 click element=a; 2 click element=a; 2 click element=a | element=a page=https://shop.example/ seconds=2.0
            rage-clicks | 0 click element=a; 1 click element=a; 2 click element=a; 3 click element=a  |
            sold-out-after-warning | 0 inventory.updated quantity=4 sku=s warehouse=w; 1800 inventory.updated quantity=2 sku=s warehouse=w; 3600 inventory.updated quantity=0 sku=s warehouse=w | hours=1.0 left_at_warning=4 sku=s warehouse=w
            sold-out-after-warning | 0 inventory.updated quantity=4 sku=s warehouse=w; 1800 inventory.updated quantity=50 sku=s warehouse=w; 3600 inventory.updated quantity=0 sku=s warehouse=w |
            """)
    void shouldRecogniseWhatItDescribes(String name, String events, String measures) {
        assertThat(measured(pattern(name),
                Stream.of(events.split(";")).map(ShippedDefinitionsTest::event).toList())).isEqualTo(
                        measures == null ? List.of() : List.of(measures));
    }

    private static List<String> measured(CompiledBehaviour pattern, List<Event> events) {
        var matcher = PatternMatcher.of(pattern.pattern());
        var found = new ArrayList<String>();
        var state = matcher.newState();
        for (var event : events) {
            assertThat(pattern.key().label(Variables.of(event))).isNotEmpty();
            matcher.onEvent(state, PatternEvent.of(event), event.timestampMillis(), outcome -> {
                if (outcome instanceof Outcome.Match<PatternEvent> match) {
                    found.add(measures(pattern, match));
                }
            });
        }
        return found;
    }

    private static String measures(CompiledBehaviour pattern, Outcome.Match<PatternEvent> match) {
        var variables = MatchVariables.ofMatch("k", match.captured(), match.startMillis(), match.endMillis());
        var measures = new TreeMap<String, Object>();
        pattern.measures().forEach((name, measure) -> {
            var value = measure.evaluate(variables);
            if (value != null) {
                measures.put(name, value);
            }
        });
        return String.join(" ", measures.entrySet().stream().map(Object::toString).toList());
    }

    private static Event event(String text) {
        var words = text.strip().split(" ");
        var at = Instant.parse("2024-01-01T10:00:00Z").plusSeconds(Long.parseLong(words[0]));
        var data = new LinkedHashMap<String, Object>();
        Map<String, Object> context = Map.of();
        for (int i = 2; i < words.length; i++) {
            if (words[i].startsWith("@")) {
                context = Map.of("geo", Map.of("country", words[i].substring(1)));
            } else {
                var pair = words[i].split("=");
                data.put(pair[0], pair[1].matches("\\d+")
                        ? (Object) Long.valueOf(pair[1])
                        : pair[1].matches("\\d+\\.\\d+") ? (Object) Double.valueOf(pair[1]) : pair[1]);
            }
        }
        return new Event(text, words[1], "shop", "u1", null, "s1", at, at, null, null, data, Map.of(),
                Map.of("ip_address", "192.0.2.1", "page_url", "https://shop.example/"), context);
    }

    private static CompiledBehaviour pattern(String name) {
        return BehaviourCompiler.compile(DECLARED.stream().filter(
                declared -> declared.definition() instanceof PatternDefinition pattern
                        && pattern.name().equals(name)).findFirst().orElseThrow(),
                1);
    }

    private static Stream<Definition> patterns() {
        return DECLARED.stream().map(DeclaredDefinition::definition).filter(PatternDefinition.class::isInstance);
    }

    private static Optional<Definition> find(DefinitionKind kind, String name) {
        return DECLARED.stream().map(DeclaredDefinition::definition).filter(
                definition -> definition.kind() == kind && definition.name().equals(name)).findFirst();
    }

    private static Stream<Path> files() {
        try (var found = Files.list(Path.of("..", "definitions"))) {
            return found.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
