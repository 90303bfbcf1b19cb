package io.millrace.benchmarks.patterns.millrace;

import io.millrace.benchmarks.patterns.load.Step;
import io.millrace.benchmarks.patterns.load.StepStream;
import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.HotKey;
import io.millrace.benchmarks.patterns.run.MatchCount;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.PatternRun;
import io.millrace.benchmarks.patterns.run.Stopwatch;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternMatcher;
import java.util.function.Consumer;

/**
 * One key with many open runs, of which none is ever complete: views start runs, carts move them, and the window ends
 * as many as start. The key is filled up before it is measured.
 */
public final class MatcherOpenRuns implements PatternRun {

    @Override
    public Figures run(Order order) {
        var stream = StepStream.ofHotKey();
        PatternMatcher<Step> matcher = Funnel.matcher(false, HotKey.within(order), 2 * order.openRuns() + 100);
        KeyState<Step> state = matcher.newState();
        var found = new MatchCount(order.compared());
        Consumer<Outcome<Step>> outcomes = outcome -> Funnel.count(outcome, found);
        long filled = HotKey.fill(order);
        for (long index = 0; index < filled; index++) {
            Step step = stream.step(index);
            matcher.onEvent(state, step, step.at, outcomes);
        }
        var watch = Stopwatch.ofThisThread();
        for (long index = filled; index < filled + order.events(); index++) {
            Step step = stream.step(index);
            matcher.onEvent(state, step, step.at, outcomes);
        }
        var figures = watch.stop(order.events()).with(found);
        HotKey.require(order, state.openRuns());
        return figures;
    }

}
