package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.millrace.pattern.flink.FlinkOracle;
import io.millrace.pattern.flink.FlinkPattern;
import io.millrace.pattern.flink.Found;
import io.millrace.pattern.flink.InexpressibleException;
import io.millrace.pattern.flink.Signal;
import io.millrace.pattern.flink.SignalTest;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.cep.pattern.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our way of running Flink against what Flink's own tests have recorded. */
class FlinkOracleTest {

    @TestFactory
    Stream<DynamicTest> shouldFindWhatWasRecorded() {
        return FlinkCasesTest.cases().stream().map(
                recorded -> DynamicTest.dynamicTest(recorded.id(), () -> shouldFind(recorded)));
    }

    private static void shouldFind(FlinkCase recorded) {
        assumeFalse(recorded.expectsError(), "Flink answers with an exception");
        assumeFalse(recorded.looksBack(), "a condition that looks back is not recorded");
        List<Signal> stream = recorded.events().stream().map(
                click -> new Signal(click.index(), 'x', 0, click.at())).toList();
        try (var oracle = new FlinkOracle()) {
            var answer = oracle.run(pattern(recorded), stream, stream.getLast().at(),
                    FlinkOracle.Clock.OF_EVENTS);

            assertThat(withFirstOfEquals(recorded, answer.found())).containsExactlyInAnyOrderElementsOf(
                    withFirstOfEquals(recorded, recorded.expectedMatches().stream().map(Found::new).toList()));
        }
    }

    private static List<Found> withFirstOfEquals(FlinkCase recorded, List<Found> found) {
        return found.stream().map(match -> {
            var captured = new HashMap<>(match.captured());
            captured.replaceAll((_, indexes) -> indexes.stream().map(recorded::firstEqual).toList());
            return new Found(captured);
        }).toList();
    }

    private static Pattern<Signal, Signal> pattern(FlinkCase recorded) {
        var tests = new HashMap<String, SignalTest>();
        recorded.accepted().forEach((name, indexes) -> tests.put(name, new SignalTest.OneOf(indexes)));
        try {
            return FlinkPattern.of(recorded.pattern(), tests, recorded.skip(), recorded.within());
        } catch (InexpressibleException inexpressible) {
            return abort(inexpressible.getMessage());
        }
    }
}
