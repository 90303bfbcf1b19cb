package io.millrace.standalone.client;

import io.millrace.definition.PatternDefinition;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.expressions.pattern.Rehearsal;
import io.millrace.expressions.pattern.RehearsalResult;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tries the patterns of files on a file of events, without a server. */
public final class PatternTrial {

    /** Compiled to be tried, not to be stored: the first version, as a new pattern gets. */
    private static final long VERSION = 1;

    private PatternTrial() {}

    /**
     * What was found.
     *
     * @param patterns
     *            one result for each pattern, in the order of the files
     * @param duplicates
     *            events left out since their id had come before
     * @param unreadable
     *            lines that are no events
     * @param problems
     *            what is wrong with the first of these
     */
    public record TrialResult(List<RehearsalResult> patterns, long events, long duplicates, long unreadable,
            List<String> problems) {}

    /**
     * Tries all patterns at once, reading the events once.
     *
     * @param definitions
     *            files and folders that have passed a {@link DefinitionCheck}
     * @param limit
     *            how many results of each kind are listed for each pattern
     * @throws ClientException
     *             when there is no pattern in the files, or the events can't be read
     */
    public static TrialResult run(List<Path> definitions, Path events, int limit) {
        var rehearsals = new ArrayList<Rehearsal>();
        for (var found : DefinitionFiles.read(definitions).definitions()) {
            if (found.definition() instanceof PatternDefinition) {
                rehearsals.add(new Rehearsal(BehaviourCompiler.compile(found.declared(), VERSION), limit));
            }
        }
        if (rehearsals.isEmpty()) {
            throw new ClientException("there is no pattern in these files to try on " + events);
        }
        try {
            var tally = EventFile.read(events, Instant.now(),
                    (event, bytes) -> rehearsals.forEach(rehearsal -> rehearsal.add(event, bytes)));
            return new TrialResult(rehearsals.stream().map(Rehearsal::run).toList(), tally.events(),
                    tally.duplicates(), tally.unreadable(), tally.problems());
        } catch (NoSuchFileException _) {
            throw new ClientException("no such file: " + events);
        } catch (IOException e) {
            throw new ClientException("%s can't be read: %s".formatted(events, e.getMessage()));
        }
    }

}
