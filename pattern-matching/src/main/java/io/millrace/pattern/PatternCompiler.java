package io.millrace.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks a pattern and turns it into a {@link CompiledPattern}. */
public final class PatternCompiler {

    private PatternCompiler() {}

    /**
     * Joins a pattern with the conditions of its names.
     *
     * @param conditions by name; exactly the names that the pattern uses, those of absences and {@code until} included
     * @throws PatternCompileException when a variable occurs twice, a name has no condition or a condition no name, the
     *             skip strategy names a variable that is not captured, or the pattern holds a construct that can't be
     *             run yet
     */
    public static <E> CompiledPattern<E> compile(PatternNode node, Map<String, Condition<E>> conditions,
            PatternOptions options) {
        PatternNames names = PatternNames.of(node);
        requireDistinct(names.captured());
        requireSame(names.all(), conditions.keySet());
        requireSkipTarget(options.skip(), names.captured());
        var sequence = new StepSequence();
        sequence.append(node, Optional.empty());
        return new CompiledPattern<>(node, options, sequence.steps(conditions, options));
    }

    private static void requireDistinct(List<String> captured) {
        var seen = new HashSet<String>();
        for (String name : captured) {
            if (!seen.add(name)) {
                throw new PatternCompileException("variable '" + name + "' occurs more than once in the pattern");
            }
        }
    }

    private static void requireSame(Set<String> used, Set<String> defined) {
        var undefined = new TreeSet<>(used);
        undefined.removeAll(defined);
        if (!undefined.isEmpty()) {
            throw new PatternCompileException("no condition is defined for " + quoted(undefined));
        }
        var unused = new TreeSet<>(defined);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw new PatternCompileException("the pattern does not use the condition of " + quoted(unused));
        }
    }

    private static void requireSkipTarget(SkipStrategy skip, List<String> captured) {
        String target = switch (skip) {
            case SkipStrategy.PastLast _,SkipStrategy.NextRow _,SkipStrategy.None _ -> null;
            case SkipStrategy.ToFirst(var variable) -> variable;
            case SkipStrategy.ToLast(var variable) -> variable;
        };
        if (target != null && !captured.contains(target)) {
            throw new PatternCompileException(
                    "skip " + skip.toText() + " needs a variable of the pattern, which captures "
                            + quoted(new TreeSet<>(captured)));
        }
    }

    private static String quoted(Set<String> names) {
        return "'" + String.join("', '", names) + "'";
    }

    /** The plain variables of a pattern in order, with the links that lead to them. */
    private static final class StepSequence {

        private final List<String> variables = new ArrayList<>();
        private final List<Optional<Link>> links = new ArrayList<>();

        void append(PatternNode node, Optional<Link> link) {
            switch (node) {
                case PatternNode.Variable(var name) -> {
                    variables.add(name);
                    links.add(link);
                }
                case PatternNode.Sequence(var elements, var inner) -> {
                    append(elements.getFirst(), link);
                    for (int i = 0; i < inner.size(); i++) {
                        append(elements.get(i + 1), Optional.of(inner.get(i)));
                    }
                }
                case PatternNode.Absence _ -> throw unsupported("absence", node);
                case PatternNode.Alternation _ -> throw unsupported("alternation", node);
                case PatternNode.AnyOrder _ -> throw unsupported("any order", node);
                case PatternNode.Repeated _ -> throw unsupported("quantifier", node);
            }
        }

        <E> List<Step<E>> steps(Map<String, Condition<E>> conditions, PatternOptions options) {
            var steps = new ArrayList<Step<E>>();
            for (int i = 0; i < variables.size(); i++) {
                String variable = variables.get(i);
                Optional<Link> link = links.get(i);
                steps.add(new Step<>(i, variable, conditions.get(variable),
                        link.map(Link::contiguity).orElse(Contiguity.SKIP_TILL_NEXT),
                        millis(link.flatMap(Link::gap)), millis(options.within())));
            }
            return steps;
        }

        private static long millis(Optional<Duration> limit) {
            return limit.map(Duration::toMillis).orElse(Step.UNLIMITED);
        }

        private static PatternCompileException unsupported(String construct, PatternNode node) {
            return new PatternCompileException(construct + " is not supported yet: '" + node.toText() + "'");
        }
    }
}
