package io.millrace.standalone.client;

import java.util.List;

/**
 * What came of loading files.
 *
 * @param problems
 *            why files could not be read; nothing was sent then
 * @param outcomes
 *            what became of each definition, in the order of sending
 */
public record LoadResult(List<FileProblem> problems, List<LoadOutcome> outcomes) {

    /** Whether the service has all definitions of all files. */
    public boolean isComplete() {
        return problems.isEmpty() && outcomes.stream().allMatch(LoadOutcome.Stored.class::isInstance);
    }

}
