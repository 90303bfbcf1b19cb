package io.millrace.expressions;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionProblem;
import io.millrace.statistics.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects what is wrong with one definition while it is compiled. Not thread-safe. */
public final class Problems {

    private final DeclaredDefinition declared;
    private final List<DefinitionProblem> found = new ArrayList<>();

    /** No problems yet with {@code declared}. */
    public Problems(DeclaredDefinition declared) {
        this.declared = declared;
    }

    /** Notes a problem with the part at {@code path}. */
    public void add(String path, String reason) {
        found.add(declared.problem(path, reason));
    }

    /** Notes a problem at a place (from 1) inside the text of the part at {@code path}. */
    public void add(String path, int line, int column, String reason) {
        found.add(declared.problem(path, line, column, reason));
    }

    /** The expression at {@code path}, or empty when it is absent or wrong, which is noted. */
    public Optional<Expression> expression(String path, String text, Function<String, Expression> compile) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(compile.apply(text));
        } catch (ExpressionException e) {
            add(path, e.line(), e.column(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The duration at {@code path}, or empty when it is absent or wrong, which is noted. */
    public Optional<Duration> duration(String path, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DurationText.parse(text));
        } catch (IllegalArgumentException e) {
            add(path, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Refuses the definition when something is wrong with it.
     *
     * @throws DefinitionException
     *             with all that was noted
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new DefinitionException(found);
        }
    }

}
