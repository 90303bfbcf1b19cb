package io.millrace.pattern.automaton;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.Link;
import io.millrace.pattern.PatternCompileException;
import io.millrace.pattern.PatternNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a syntax tree as stages and refuses what can't be matched: absences where nothing bounds them, words that don't
 * fit their quantifier.
 */
final class StageReader {

    /** The states of an any-order group double with each part. */
    static final int MAX_ANY_ORDER = 6;

    private final List<String> conditions;
    private final List<String> variables;

    /**
     * @param conditions the names of the conditions; their places are their numbers
     * @param variables the names that capture, likewise
     */
    StageReader(List<String> conditions, List<String> variables) {
        this.conditions = conditions;
        this.variables = variables;
    }

    /** @throws PatternCompileException when it can't be matched */
    List<Stage> read(PatternNode pattern, boolean hasWindow) {
        List<Stage> stages = sequence(pattern);
        StageRules.check(stages, hasWindow, conditions);
        return stages;
    }

    private List<Stage> sequence(PatternNode node) {
        var stages = new ArrayList<Stage>();
        append(node, Contiguity.STRICT, State.UNLIMITED, stages);
        return stages;
    }

    private void append(PatternNode node, Contiguity link, long gapMillis, List<Stage> stages) {
        if (node instanceof PatternNode.Sequence(var elements, var links)) {
            append(elements.getFirst(), link, gapMillis, stages);
            for (int i = 0; i < links.size(); i++) {
                append(elements.get(i + 1), links.get(i).contiguity(), gap(links.get(i)), stages);
            }
        } else {
            stages.add(element(node).after(link, gapMillis));
        }
    }

    private Stage element(PatternNode node) {
        return switch (node) {
            case PatternNode.Variable(var name) -> once(one(name));
            case PatternNode.Absence(var name) -> once(new Stage.Absent(conditions.indexOf(name)));
            case PatternNode.Sequence sequence -> once(new Stage.Group(sequence(sequence)));
            case PatternNode.Alternation(var branches) -> once(new Stage.Choice(sequences(branches)));
            case PatternNode.AnyOrder(var parts) -> once(anyOrder(node, parts));
            case PatternNode.Repeated repeated -> repeated(repeated);
        };
    }

    private Stage repeated(PatternNode.Repeated repeated) {
        if (repeated.body() instanceof PatternNode.Absence) {
            throw new PatternCompileException("an absence can't be repeated or optional: '" + repeated.toText() + "'");
        }
        if (isPlainOptional(repeated)) {
            return element(repeated.body()).asOptional();
        }
        Stage inner = element(repeated.body());
        Stage.Body body = repeated.body() instanceof PatternNode.Repeated
                ? new Stage.Group(List.of(inner.after(Contiguity.STRICT, State.UNLIMITED)))
                : inner.body();
        int until = repeated.until().map(conditions::indexOf).orElse(Stage.NONE);
        var stage = new Stage(body, Contiguity.STRICT, State.UNLIMITED, Math.max(1, repeated.min()),
                repeated.max().orElse(Stage.UNBOUNDED), repeated.min() == 0, repeated.greedy(), repeated.inner(),
                until);
        StageRules.checkWords(stage, repeated);
        return stage;
    }

    private static boolean isPlainOptional(PatternNode.Repeated repeated) {
        return repeated.min() == 0 && repeated.max().orElse(0) == 1 && !repeated.greedy()
                && repeated.until().isEmpty();
    }

    private Stage.Body one(String name) {
        return new Stage.One(conditions.indexOf(name), variables.indexOf(name));
    }

    private Stage.Body anyOrder(PatternNode node, List<PatternNode> parts) {
        if (parts.size() > MAX_ANY_ORDER) {
            throw new PatternCompileException("at most " + MAX_ANY_ORDER + " elements may come in any order: '"
                    + node.toText() + "'");
        }
        return new Stage.AnyOrder(sequences(parts));
    }

    private List<List<Stage>> sequences(List<PatternNode> nodes) {
        return nodes.stream().map(this::sequence).toList();
    }

    private static Stage once(Stage.Body body) {
        return Stage.once(body, Contiguity.STRICT, State.UNLIMITED);
    }

    private static long gap(Link link) {
        return link.gap().map(Duration::toMillis).orElse(State.UNLIMITED);
    }
}
