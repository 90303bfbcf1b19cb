package io.millrace.benchmarks.patterns.millrace;

import io.millrace.benchmarks.patterns.load.Step;
import io.millrace.benchmarks.patterns.load.StepStream;
import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.MatchCount;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.PatternRun;
import io.millrace.pattern.KeyState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many patterns in the topology of cep-service, each for the events of one category. The matcher alone, with a state per
 * user and category, goes first: the service must find the same.
 */
public final class ServicePatterns implements PatternRun {

    private static final String PATTERN = """
            kind: pattern
            name: funnel%1$d
            key: user_id
            pattern: view -> cart -> purchase
            within: 5m
            grace: 0s
            define:
              view: {events: [view], where: data.category == 'c%1$d'}
              cart: {events: [cart], where: data.category == 'c%1$d'}
              purchase: {events: [purchase], where: data.category == 'c%1$d'}
            skip: past-last
            """;

    @Override
    public Figures run(Order order) throws IOException {
        var expected = expected(order);
        var definitions = IntStream.range(0, order.patterns()).mapToObj(PATTERN::formatted).collect(
                Collectors.joining("---\n"));
        var figures = new MeasuredService(order.patterns() + "-patterns", definitions).run(order,
                Math.toIntExact(expected.matches()));
        if (!figures.comparable().equals(expected.comparable())) {
            throw new IllegalStateException(
                    "%s instead of %s".formatted(figures.comparable(), expected.comparable()));
        }
        return figures;
    }

    private static MatchCount expected(Order order) {
        var stream = StepStream.ofShop();
        var matcher = Funnel.matcher(order);
        Map<Integer, KeyState<Step>> states = new HashMap<>();
        var found = new MatchCount(order.compared());
        for (long index = 0; index < order.events(); index++) {
            Step step = stream.step(index);
            int category = StepStream.category(step);
            if (category < order.patterns()) {
                var state = states.computeIfAbsent(step.user * StepStream.CATEGORIES + category,
                        _ -> matcher.newState());
                matcher.onEvent(state, step, step.at, outcome -> Funnel.count(outcome, found));
            }
        }
        return found;
    }

}
