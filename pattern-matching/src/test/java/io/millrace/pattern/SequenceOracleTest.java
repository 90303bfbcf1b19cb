package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pattern.SequenceOracle.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matcher against {@link SequenceOracle}, on random patterns and streams of few kinds and products. */
class SequenceOracleTest {

    private static final int ROUNDS = 1_500;
    private static final int STREAM = 24;
    private static final long NO_LIMIT = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {7, 77, 777})
    void shouldFindWhatTryingEverythingFinds(long seed) {
        var random = new Random(seed);
        long found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Wanted> wanted = wanted(random);
            long within = random.nextBoolean() ? NO_LIMIT : 1 + random.nextInt(30);
            SkipStrategy skip = skip(random, wanted);
            List<Click> stream = stream(random);
            long end = stream.getLast().at() + random.nextInt(40);

            List<String> told = run(random, scenario(random, wanted, within, skip), stream, end);

            var oracle = new SequenceOracle(wanted, within, stream, end);
            String setting = "seed " + seed + " round " + round + " " + wanted + " within " + within + " " + skip + " "
                    + stream;
            List<String> matches = told.stream().filter(outcome -> outcome.startsWith("match")).toList();
            assertThat(matches).as(setting).isEqualTo(oracle.matches(skip));
            if (skip instanceof SkipStrategy.None) {
                List<String> timeouts = told.stream().filter(outcome -> outcome.startsWith("timeout")).toList();
                assertThat(timeouts).as(setting).isEqualTo(oracle.timeouts());
            }
            found += matches.size();
        }
        assertThat(found).isGreaterThan(ROUNDS);
    }

    /** Stores and restores the state now and then, which must make no difference. */
    private static List<String> run(Random random, Scenario scenario, List<Click> stream, long end) {
        for (Click click : stream) {
            scenario.feed(click);
            if (random.nextInt(4) == 0) {
                scenario.storeAndRestore();
            }
        }
        return scenario.time(end).outcomes();
    }

    private static List<Wanted> wanted(Random random) {
        var wanted = new ArrayList<Wanted>();
        int steps = 1 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            String kind = String.valueOf((char) ('a' + random.nextInt(3)));
            Contiguity contiguity = Contiguity.values()[random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(2)];
            long gap = random.nextInt(3) == 0 ? 1 + random.nextInt(12) : NO_LIMIT;
            wanted.add(new Wanted("v" + i, contiguity, gap, kind, i > 0 && random.nextInt(3) == 0));
        }
        return wanted;
    }

    private static Scenario scenario(Random random, List<Wanted> wanted, long within, SkipStrategy skip) {
        var elements = new ArrayList<PatternNode>();
        var links = new ArrayList<Link>();
        var conditions = new HashMap<String, Condition<Click>>();
        for (Wanted step : wanted) {
            elements.add(new PatternNode.Variable(step.variable()));
            links.add(new Link(step.contiguity(),
                    step.gap() == NO_LIMIT ? Optional.empty() : Optional.of(Duration.ofMillis(step.gap()))));
            conditions.put(step.variable(), condition(random, step));
        }
        PatternNode node = elements.size() == 1
                ? elements.getFirst()
                : new PatternNode.Sequence(elements, links.subList(1, links.size()));
        return Scenario.of(node.toText(),
                options -> options.within(Duration.ofMillis(within)).skipping(skip).emittingTimeouts().openRunsUpTo(
                        100_000),
                conditions);
    }

    /** Conditions on the kind alone say now and then that they do not look back. */
    private static Condition<Click> condition(Random random, Wanted step) {
        if (!step.sameProduct() && random.nextInt(3) > 0) {
            return Condition.onEvent(click -> step.fits(List.of(), click));
        }
        return Condition.lookingBack(_ -> true, (click, captured) -> step.fits(captured.events("v0"), click));
    }

    private static SkipStrategy skip(Random random, List<Wanted> wanted) {
        String variable = wanted.get(random.nextInt(wanted.size())).variable();
        return switch (random.nextInt(7)) {
            case 0 -> new SkipStrategy.NextRow();
            case 1 -> new SkipStrategy.ToFirst(variable);
            case 2 -> new SkipStrategy.ToLast(variable);
            case 3, 4 -> new SkipStrategy.PastLast();
            default -> new SkipStrategy.None();
        };
    }

    /** Times repeat or go on by up to three milliseconds. */
    private static List<Click> stream(Random random) {
        var stream = new ArrayList<Click>();
        long at = 1_000;
        for (int i = 0; i < STREAM; i++) {
            at += random.nextInt(4);
            stream.add(new Click(i, String.valueOf((char) ('a' + random.nextInt(4))), "p" + random.nextInt(2), at));
        }
        return stream;
    }
}
