package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PatternRoundTripTest {

    private static final int TREES = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300})
    void shouldReadBackWhatItPrints(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TREES; i++) {
            PatternNode tree = tree(random, random.nextInt(6));

            String text = tree.toText();

            assertThat(PatternParser.parse(text)).as(text).isEqualTo(tree);
            assertThat(PatternParser.parse(text).toText()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 40, 600})
    void shouldReadBackTheFormThatItWrites(long seed) {
        var random = new Random(seed);
        var json = new JsonMapper();
        for (int i = 0; i < TREES; i++) {
            PatternNode tree = tree(random, random.nextInt(6));

            String form = json.writeValueAsString(PatternForm.write(tree));

            assertThat(PatternForm.read(json.readValue(form, Object.class))).as(form).isEqualTo(tree);
        }
    }

    private static PatternNode tree(RandomGenerator random, int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0
                    ? new PatternNode.Absence(name(random))
                    : new PatternNode.Variable(name(random));
        }
        return switch (random.nextInt(5)) {
            case 0 -> sequence(random, depth);
            case 1 -> new PatternNode.Alternation(several(random, depth));
            case 2 -> new PatternNode.AnyOrder(several(random, depth));
            case 3 -> repeated(random, depth);
            default -> tree(random, depth - 1);
        };
    }

    private static PatternNode sequence(RandomGenerator random, int depth) {
        List<PatternNode> elements = several(random, depth);
        var links = new ArrayList<Link>();
        for (int i = 1; i < elements.size(); i++) {
            var contiguity = Contiguity.values()[random.nextInt(3)];
            links.add(new Link(contiguity, random.nextBoolean() ? Optional.empty() : Optional.of(duration(random))));
        }
        return new PatternNode.Sequence(elements, links);
    }

    private static PatternNode repeated(RandomGenerator random, int depth) {
        int min = random.nextInt(4);
        OptionalInt max = random.nextBoolean()
                ? OptionalInt.empty()
                : OptionalInt.of(Math.max(1, min + random.nextInt(3)));
        return new PatternNode.Repeated(tree(random, depth - 1), min, max, random.nextBoolean(),
                Contiguity.values()[random.nextInt(3)],
                random.nextBoolean() ? Optional.of(name(random)) : Optional.empty());
    }

    private static List<PatternNode> several(RandomGenerator random, int depth) {
        var nodes = new ArrayList<PatternNode>();
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            nodes.add(tree(random, depth - 1));
        }
        return nodes;
    }

    private static Duration duration(RandomGenerator random) {
        return Duration.ofMillis(1 + random.nextLong(random.nextBoolean() ? 5_000 : 200_000_000_000L));
    }

    private static String name(RandomGenerator random) {
        return List.of("a", "b", "view", "add_to_cart", "_x9", "Greedy", "untilNow").get(random.nextInt(7));
    }
}
