package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recorded cases of Flink CEP's own tests. They are read from the file that system property
 * {@code millrace.pattern-cases} names, or else from {@code pattern-cases/flink-cep.json} in the folder that
 * environment variable {@code MILLRACE_DATA} names. Cases that the compiler refuses are skipped with its reason.
 */
class FlinkCasesTest {

    @TestFactory
    Stream<DynamicTest> shouldFindWhatFlinkFinds() {
        return cases().stream().map(recorded -> DynamicTest.dynamicTest(recorded.id(), () -> shouldMatch(recorded)));
    }

    @Test
    void shouldRunAllCases() {
        assertThat(cases()).allMatch(recorded -> recorded.expectsError() || canRun(recorded));
    }

    private static void shouldMatch(FlinkCase recorded) {
        assumeFalse(recorded.expectsError(), "Flink answers with an exception");
        var matcher = PatternMatcher.of(compileOrSkip(recorded));
        KeyState<Click> state = matcher.newState();
        var found = new ArrayList<Map<String, List<Integer>>>();
        for (Click click : recorded.events()) {
            matcher.onEvent(state, click, click.at(), outcome -> addMatch(outcome, found));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(recorded.expectedMatches());
    }

    private static CompiledPattern<Click> compileOrSkip(FlinkCase recorded) {
        try {
            return recorded.compile();
        } catch (PatternCompileException refused) {
            return abort("refused: " + refused.getMessage());
        }
    }

    private static boolean canRun(FlinkCase recorded) {
        try {
            recorded.compile();
            return !recorded.expectsError();
        } catch (PatternCompileException _) {
            return false;
        }
    }

    private static void addMatch(Outcome<Click> outcome, List<Map<String, List<Integer>>> found) {
        if (outcome instanceof Outcome.Match<Click> match) {
            var indexes = new TreeMap<String, List<Integer>>();
            match.captured().forEach(
                    (variable, clicks) -> indexes.put(variable, clicks.stream().map(Click::index).toList()));
            found.add(indexes);
        }
    }

    static List<FlinkCase> cases() {
        Path file = file();
        assumeTrue(Files.isRegularFile(file), () -> "no recorded cases: " + file + " is not a file");
        var cases = new ArrayList<FlinkCase>();
        new JsonMapper().readTree(file.toFile()).path("cases").forEach(recorded -> cases.add(new FlinkCase(recorded)));
        return cases;
    }

    private static Path file() {
        String file = System.getProperty("millrace.pattern-cases");
        if (file != null) {
            return Path.of(file);
        }
        String data = System.getenv("MILLRACE_DATA");
        assumeTrue(data != null, "no recorded cases: neither millrace.pattern-cases nor MILLRACE_DATA is set");
        return Path.of(data, "pattern-cases", "flink-cep.json");
    }
}
