package io.millrace.cep.match;

import java.util.List;

/**
 * The two places at which events are matched: where they come in, for patterns whose key is the user, and where they were
 * sent by another key. The names are those of the processor, of its stores and of their changelogs: renaming one loses
 * what is stored.
 */
public enum MatchHalf {

    /** Patterns per user: partitioned like {@code events}. */
    DIRECT("match", ""),
    /** Patterns with another key: partitioned like {@code by-key}. */
    BY_KEY("match-by-key", "-by-key");

    private static final List<MatchHalf> ALL = List.of(values());

    private final String processor;
    private final String suffix;

    MatchHalf(String processor, String suffix) {
        this.processor = processor;
        this.suffix = suffix;
    }

    /** Both, in the order in which their partitions are numbered for reads. */
    public static List<MatchHalf> all() {
        return ALL;
    }

    /** The processor's name, and that of its hook into the commit. */
    public String processor() {
        return processor;
    }

    /** The store of open runs. */
    public String openRuns() {
        return "open-runs" + suffix;
    }

    /** The store of events that wait. */
    public String heldEvents() {
        return "held-events" + suffix;
    }

    /** The store of matches, timeouts and dropped runs. */
    public String results() {
        return "results" + suffix;
    }

    /** The store of how far runs came. */
    public String funnels() {
        return "funnels" + suffix;
    }

    /** The store of how far event time has come. */
    public String progress() {
        return "progress" + suffix;
    }

    /** The store of the definitions that runs are open of. */
    public String versions() {
        return "versions" + suffix;
    }

}
