package io.millrace.pattern.flink;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.Link;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.SkipStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Draws cases: patterns of one to four elements, groups up to two deep, over few kinds of events, so that conditions
 * overlap and matches are frequent. Most patterns are accepted by both engines, some by neither.
 */
final class RandomCases {

    private static final String KINDS = "abcd";
    private static final int MAX_DEPTH = 2;

    private final Random random;
    private final Map<String, SignalTest> tests = new HashMap<>();
    private final List<String> variables = new ArrayList<>();
    private int kinds;
    private int others;

    RandomCases(long seed) {
        random = new Random(seed);
    }

    FuzzCase next() {
        tests.clear();
        variables.clear();
        others = 0;
        kinds = 3 + random.nextInt(2);
        PatternNode pattern = chance(6) ? funnel() : sequence(1 + random.nextInt(4), 0);
        OptionalLong within = within(pattern);
        List<Signal> stream = stream();
        return new FuzzCase(pattern, tests, within, skip(), stream,
                stream.getLast().at() + random.nextInt(25));
    }

    /** Loops without an end get a window that is longer than the stream, since we refuse them without. */
    private OptionalLong within(PatternNode pattern) {
        if (chance(50)) {
            return OptionalLong.of(2 + random.nextInt(18));
        }
        boolean endless = PatternParts.anyRepeated(pattern,
                repeated -> repeated.max().isEmpty() && repeated.until().isEmpty());
        return endless && chance(95) ? OptionalLong.of(1_000) : OptionalLong.empty();
    }

    private PatternNode sequence(int size, int depth) {
        var elements = new ArrayList<PatternNode>();
        var links = new ArrayList<Link>();
        for (int i = 0; i < size; i++) {
            boolean absenceFits = i > 0 && (chance(3) || !isOptional(elements.getLast()));
            PatternNode element = element(depth, absenceFits);
            if (i > 0) {
                links.add(link(element, elements.getLast()));
            }
            elements.add(element);
        }
        return size == 1 ? elements.getFirst() : new PatternNode.Sequence(elements, links);
    }

    /** Variables alone, mostly with an equality between the first two, so that runs overtake each other. */
    private PatternNode funnel() {
        var elements = new ArrayList<PatternNode>();
        var links = new ArrayList<Link>();
        int size = 3 + random.nextInt(2);
        for (int i = 0; i < size; i++) {
            elements.add(variable());
            links.add(Link.of(chance(85) ? Contiguity.SKIP_TILL_NEXT : Contiguity.SKIP_TILL_ANY));
        }
        if (chance(80)) {
            tests.put("v1", new SignalTest.SameProduct("" + kind(), "v0"));
        }
        return new PatternNode.Sequence(elements, links.subList(1, size));
    }

    private PatternNode element(int depth, boolean absenceFits) {
        int draw = random.nextInt(100);
        if (depth == 0 && chance(5)) {
            var two = List.of(choice(), choice());
            return chance(50) ? new PatternNode.Alternation(two) : new PatternNode.AnyOrder(two);
        }
        if (draw < 12 && depth < MAX_DEPTH) {
            PatternNode group = sequence(1 + random.nextInt(3), depth + 1);
            return group instanceof PatternNode.Sequence && chance(25) ? group : repeated(group);
        }
        if (draw < 24 && absenceFits) {
            return new PatternNode.Absence(other("n"));
        }
        return draw < 60 ? variable() : repeated(variable());
    }

    /** An alternative, or an element that comes in any order. */
    private PatternNode choice() {
        PatternNode head = chance(70) ? variable() : repeated(variable());
        if (chance(70)) {
            return head;
        }
        PatternNode next = variable();
        return new PatternNode.Sequence(List.of(head, next), List.of(link(next, head)));
    }

    private PatternNode variable() {
        String name = "v" + variables.size();
        variables.add(name);
        tests.put(name, test());
        return new PatternNode.Variable(name);
    }

    private String other(String prefix) {
        String name = prefix + others++;
        tests.put(name, test());
        return name;
    }

    private PatternNode repeated(PatternNode body) {
        if (chance(25)) {
            return PatternNode.Repeated.of(body, 0, OptionalInt.of(1));
        }
        int min = random.nextInt(4);
        boolean loop = chance(45);
        OptionalInt max = loop ? OptionalInt.empty() : OptionalInt.of(Math.max(1, min + random.nextInt(3)));
        boolean single = body instanceof PatternNode.Variable;
        Contiguity inner = chance(65)
                ? Contiguity.SKIP_TILL_NEXT
                : chance(50) ? Contiguity.STRICT : Contiguity.SKIP_TILL_ANY;
        boolean greedy = single && inner != Contiguity.SKIP_TILL_ANY ? chance(25) : chance(1);
        Optional<String> until = loop ? optionally(25) : optionally(1);
        var repeated = new PatternNode.Repeated(body, min, max, greedy, inner, until);
        return min > 1 && chance(20) ? PatternNode.Repeated.of(repeated, 0, OptionalInt.of(1)) : repeated;
    }

    private Optional<String> optionally(int percent) {
        return chance(percent) ? Optional.of(other("u")) : Optional.empty();
    }

    /** A gap limit stands mostly where both engines take it for the same. */
    private Link link(PatternNode element, PatternNode before) {
        boolean absence = element instanceof PatternNode.Absence;
        Contiguity contiguity = Contiguity.values()[absence ? random.nextInt(2) : random.nextInt(3)];
        if (element instanceof PatternNode.Alternation || element instanceof PatternNode.AnyOrder) {
            contiguity = chance(40) ? Contiguity.STRICT : Contiguity.SKIP_TILL_ANY;
        }
        boolean plain = element instanceof PatternNode.Variable && before instanceof PatternNode.Variable;
        return new Link(contiguity,
                chance(plain ? 20 : 3) ? Optional.of(Duration.ofMillis(1 + random.nextInt(8))) : Optional.empty());
    }

    private static boolean isOptional(PatternNode node) {
        return node instanceof PatternNode.Repeated repeated && repeated.min() == 0;
    }

    private SignalTest test() {
        String some = kinds();
        if (variables.isEmpty() || chance(88)) {
            return new SignalTest.OfKind(some);
        }
        String variable = variables.get(random.nextInt(variables.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new SignalTest.SizeBelow(some, variable, 1 + random.nextInt(3));
            case 1 -> new SignalTest.SumReaches(some, variable, random.nextInt(4));
            default -> new SignalTest.SameProduct(some, variable);
        };
    }

    private String kinds() {
        int draw = random.nextInt(100);
        if (draw < 5) {
            return KINDS;
        }
        char one = kind();
        char another = kind();
        return draw < 25 && one != another ? "" + one + another : "" + one;
    }

    private char kind() {
        return KINDS.charAt(random.nextInt(kinds));
    }

    private SkipStrategy skip() {
        if (variables.isEmpty()) {
            return new SkipStrategy.None();
        }
        String variable = variables.get(random.nextInt(variables.size()));
        return switch (random.nextInt(10)) {
            case 0 -> new SkipStrategy.NextRow();
            case 1 -> new SkipStrategy.ToFirst(variable);
            case 2 -> new SkipStrategy.ToLast(variable);
            case 3, 4 -> new SkipStrategy.PastLast();
            default -> new SkipStrategy.None();
        };
    }

    private List<Signal> stream() {
        var stream = new ArrayList<Signal>();
        int size = 6 + random.nextInt(9);
        long at = 1;
        for (int i = 0; i < size; i++) {
            stream.add(new Signal(i, kind(), random.nextInt(2), at));
            at += chance(15) ? 0 : chance(5) ? 5 + random.nextInt(20) : 1 + random.nextInt(3);
        }
        return stream;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
