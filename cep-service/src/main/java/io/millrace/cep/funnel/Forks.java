package io.millrace.cep.funnel;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.PatternNode.Absence;
import io.millrace.pattern.PatternNode.Alternation;
import io.millrace.pattern.PatternNode.AnyOrder;
import io.millrace.pattern.PatternNode.Repeated;
import io.millrace.pattern.PatternNode.Sequence;
import io.millrace.pattern.PatternNode.Variable;

/** Whether a run of a pattern can have several branches, and so be told of several times. */
final class Forks {

    private Forks() {}

    /** Whether it can; where that is not certain it is taken to. */
    static boolean canFork(PatternNode node) {
        return switch (node) {
            case Variable _,Absence _ -> false;
            case Alternation _,AnyOrder _,Repeated _ -> true;
            case Sequence(var elements, var links) -> elements.stream().anyMatch(Forks::canFork)
                    || links.stream().anyMatch(link -> link.contiguity() == Contiguity.SKIP_TILL_ANY);
        };
    }

}
