package io.millrace.standalone.client;

import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.DefinitionCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says offline whether the definitions of files would be taken: everything that is wrong with them, with file, line and
 * column. Rules are checked once all files can be read, since what they speak of may stand in any of them. Thread-safe.
 */
public final class DefinitionCheck {

    private final Optional<Path> shipped;

    /**
     * A check that knows the definitions of a folder besides those of the files.
     *
     * @param shipped
     *            the folder; empty for none
     */
    public DefinitionCheck(Optional<Path> shipped) {
        this.shipped = shipped;
    }

    /**
     * What a check found.
     *
     * @param definitions
     *            how many definitions could be read
     * @param problems
     *            empty when all of them would be taken
     */
    public record CheckResult(int definitions, List<FileProblem> problems) {}

    /** Checks files, and the files of folders. */
    public CheckResult check(List<Path> filesAndFolders) {
        var files = DefinitionFiles.read(filesAndFolders);
        var problems = new ArrayList<>(files.problems());
        boolean all = files.problems().isEmpty();
        var known = known(files);
        for (var definition : files.definitions()) {
            if (all || definition.definition().kind() != DefinitionKind.RULE) {
                problems.addAll(problems(definition, known));
            }
        }
        return new CheckResult(files.definitions().size(), List.copyOf(problems));
    }

    private Map<String, Definition> known(DefinitionFiles files) {
        var known = new HashMap<String, Definition>();
        shipped.map(folder -> DefinitionFiles.read(List.of(folder))).ifPresent(
                folder -> folder.definitions().forEach(found -> known.put(found.id(), found.definition())));
        files.definitions().forEach(declared -> known.put(declared.id(), declared.definition()));
        return known;
    }

    private static List<FileProblem> problems(FileDefinition definition, Map<String, Definition> known) {
        try {
            DefinitionCompiler.check(definition.declared(),
                    (kind, name) -> Optional.ofNullable(known.get(StoredDefinition.key(kind, name))));
            return List.of();
        } catch (DefinitionException refused) {
            // A rule over a metric that does not compile also brings up the metric's faults; they are told there.
            return refused.problems().stream().filter(
                    problem -> definition.id().equals(problem.definition())).map(
                            problem -> new FileProblem(definition.file(), problem)).toList();
        }
    }

}
