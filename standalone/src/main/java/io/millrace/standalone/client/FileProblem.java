package io.millrace.standalone.client;

import io.millrace.definition.DefinitionProblem;
import java.nio.file.Path;

/** What is wrong with a definition, and in which file: {@code alerts.yml:3:7: rule/low-stock: when.metric: …}. */
public record FileProblem(Path file, DefinitionProblem problem) {

    /** A problem with the file itself. */
    static FileProblem ofFile(Path file, String reason) {
        return new FileProblem(file, new DefinitionProblem(null, "", 0, 0, reason));
    }

    @Override
    public String toString() {
        return problem.line() > 0 ? file + ":" + problem : file + ": " + problem;
    }

}
