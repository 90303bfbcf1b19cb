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
import java.util.function.Function;
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
        List<Signal> stream = recorded.events().stream().map(FlinkOracleTest::signal).toList();
        try (var oracle = new FlinkOracle()) {
            var answer = oracle.run(pattern(recorded), stream, stream.getLast().at(), FlinkOracle.Clock.OF_EVENTS);

            assertThat(answer.found()).containsExactlyInAnyOrderElementsOf(
                    recorded.expectedMatches().stream().map(Found::new).toList());
        }
    }

    private static Pattern<Signal, Signal> pattern(FlinkCase recorded) {
        List<Click> clicks = recorded.events();
        var tests = new HashMap<String, SignalTest>();
        recorded.conditions().forEach((name, condition) -> tests.put(name,
                test(condition, signal -> clicks.get(signal.index()))));
        try {
            return FlinkPattern.of(recorded.pattern(), tests, recorded.skip(), recorded.within());
        } catch (InexpressibleException inexpressible) {
            return abort(inexpressible.getMessage());
        }
    }

    private static SignalTest test(Condition<Click> condition, Function<Signal, Click> click) {
        return new SignalTest.Both(signal -> condition.fits().test(click.apply(signal)), switch (condition) {
            case Condition.OnEvent<Click> _ -> (_, _) -> true;
            case Condition.LookBack<Click> back -> (signal, captured) -> {
                Captured<Click> clicks = variable -> captured.apply(variable).stream().map(click).toList();
                return back.holds().test(click.apply(signal), clicks);
            };
        });
    }

    private static Signal signal(Click click) {
        return new Signal(click.index(), 'x', 0, click.at());
    }
}
