package io.millrace.pattern;

import io.millrace.pattern.automaton.Automaton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        var used = List.copyOf(names.all());
        if (used.size() > Automaton.MAX_CONDITIONS) {
            throw new PatternCompileException(
                    "a pattern has at most " + Automaton.MAX_CONDITIONS + " conditions, not " + used.size());
        }
        List<Condition<E>> ordered = used.stream().map(conditions::get).toList();
        var automaton = Automaton.of(node, used, names.captured(), lookBacks(ordered), options.within().isPresent());
        return new CompiledPattern<>(node, options, automaton, ordered, closingAbsence(node), isStrict(node));
    }

    private static <E> long lookBacks(List<Condition<E>> conditions) {
        long lookBacks = 0;
        for (int i = 0; i < conditions.size(); i++) {
            lookBacks |= conditions.get(i) instanceof Condition.LookBack<E> ? 1L << i : 0;
        }
        return lookBacks;
    }

    private static String closingAbsence(PatternNode node) {
        return node instanceof PatternNode.Sequence(var elements, var links)
                && elements.getLast() instanceof PatternNode.Absence(var name)
                && links.getLast().contiguity() != Contiguity.STRICT ? name : null;
    }

    /** Whether some event must be the very next one. */
    private static boolean isStrict(PatternNode node) {
        return switch (node) {
            case PatternNode.Variable _,PatternNode.Absence _ -> false;
            case PatternNode.Sequence(var elements, var links) -> links.stream().anyMatch(
                    link -> link.contiguity() == Contiguity.STRICT)
                    || elements.stream().anyMatch(
                            PatternCompiler::isStrict);
            case PatternNode.Alternation(var branches) -> branches.stream().anyMatch(PatternCompiler::isStrict);
            case PatternNode.AnyOrder(var parts) -> parts.stream().anyMatch(PatternCompiler::isStrict);
            case PatternNode.Repeated repeated -> repeated.inner() == Contiguity.STRICT || isStrict(repeated.body());
        };
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
}
