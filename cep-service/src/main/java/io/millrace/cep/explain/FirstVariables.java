package io.millrace.cep.explain;

import io.millrace.pattern.PatternNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The variables of a pattern that a run can begin with. */
final class FirstVariables {

    private final Set<String> found = new LinkedHashSet<>();

    private FirstVariables() {}

    static Set<String> of(PatternNode pattern) {
        var first = new FirstVariables();
        first.visit(pattern);
        return first.found;
    }

    /** Notes what a part can begin with; tells whether the part may be left out. */
    private boolean visit(PatternNode node) {
        return switch (node) {
            case PatternNode.Variable(var name) -> {
                found.add(name);
                yield false;
            }
            case PatternNode.Absence _ -> true;
            case PatternNode.Sequence(var elements, _) -> elements.stream().allMatch(this::visit);
            case PatternNode.Alternation(var branches) -> visitAll(branches);
            case PatternNode.AnyOrder(var parts) -> visitAll(parts);
            case PatternNode.Repeated repeated -> visit(repeated.body()) || repeated.min() == 0;
        };
    }

    private boolean visitAll(List<PatternNode> nodes) {
        boolean optional = false;
        for (var node : nodes) {
            optional |= visit(node);
        }
        return optional;
    }

}
