package io.millrace.benchmarks.patterns.millrace;

import io.millrace.benchmarks.patterns.load.Step;
import io.millrace.benchmarks.patterns.load.StepStream;
import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.MatchCount;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.PatternRun;
import io.millrace.benchmarks.patterns.run.Stopwatch;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One or more patterns over the stream of a shop, a state per user and pattern. The thread also makes the events. */
public final class MatcherFunnel implements PatternRun {

    private record Pattern(PatternMatcher<Step> matcher, Map<Integer, KeyState<Step>> states) {

        void take(Step step, Consumer<Outcome<Step>> outcomes) {
            KeyState<Step> state = states.computeIfAbsent(step.user, _ -> matcher.newState());
            matcher.onEvent(state, step, step.at, outcomes);
        }
    }

    @Override
    public Figures run(Order order) {
        var stream = StepStream.ofShop();
        List<Pattern> patterns = patterns(order);
        var found = new MatchCount(order.compared());
        Consumer<Outcome<Step>> outcomes = outcome -> Funnel.count(outcome, found);
        var watch = Stopwatch.ofThisThread();
        for (long index = 0; index < order.events(); index++) {
            Step step = stream.step(index);
            for (Pattern pattern : patterns) {
                pattern.take(step, outcomes);
            }
        }
        return watch.stop(order.events()).with(found);
    }

    private static List<Pattern> patterns(Order order) {
        var patterns = new ArrayList<Pattern>();
        for (int i = 0; i < order.patterns(); i++) {
            patterns.add(new Pattern(Funnel.matcher(order), new HashMap<>()));
        }
        return patterns;
    }

}
