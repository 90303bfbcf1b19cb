package io.millrace.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Definitions that can't be taken; carries everything that is wrong with them. */
public class DefinitionException extends RuntimeException {

    private final transient List<DefinitionProblem> problems;

    public DefinitionException(List<DefinitionProblem> problems) {
        super(problems.stream().map(DefinitionProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the text; never empty. */
    public List<DefinitionProblem> problems() {
        return problems;
    }

}
