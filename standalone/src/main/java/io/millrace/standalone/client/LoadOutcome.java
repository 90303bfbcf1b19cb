package io.millrace.standalone.client;

import java.nio.file.Path;
import java.util.List;

/** What became of a definition that was declared to a service. */
public sealed interface LoadOutcome {

    /** The file that it stands in. */
    Path file();

    /** {@code metric/revenue}. */
    String definition();

    /**
     * The service has it.
     *
     * @param version
     *            1 for the first; one more for each change
     */
    record Stored(Path file, String definition, Change change, long version) implements LoadOutcome {

        @Override
        public String toString() {
            return "%s: %s (version %d)".formatted(definition, change.name().toLowerCase(java.util.Locale.ROOT),
                    version);
        }
    }

    /**
     * The service does not take it.
     *
     * @param problems
     *            why, for people, each with its file and as a rule its line and column
     */
    record Refused(Path file, String definition, List<String> problems) implements LoadOutcome {

        @Override
        public String toString() {
            return String.join("\n", problems);
        }
    }

    /** What a declaration changed. */
    enum Change {
        CREATED, UPDATED, UNCHANGED
    }

}
