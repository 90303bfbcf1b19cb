package io.millrace.benchmarks.patterns.run;

/**
 * What a run took and found.
 *
 * @param wallNanos
 *            from its first event to its end
 * @param engineNanos
 *            CPU of the thread that matches
 * @param processNanos
 *            CPU of the whole process in that time
 * @param comparable
 *            what other runs over the same events and pattern must have found too
 */
public record Figures(long events, long wallNanos, long engineNanos, long processNanos, long matches,
        String comparable) {

    private static final String SEPARATOR = " ";

    /** The same with what was found. */
    public Figures with(MatchCount found) {
        return new Figures(events, wallNanos, engineNanos, processNanos, found.matches(), found.comparable());
    }

    /** Events by second of the clock. */
    public double perSecond() {
        return events * 1e9 / wallNanos;
    }

    /** Events by second of CPU of the thread that matches. */
    public double perEngineSecond() {
        return events * 1e9 / engineNanos;
    }

    /** A line. */
    public String toText() {
        return String.join(SEPARATOR, Long.toString(events), Long.toString(wallNanos), Long.toString(engineNanos),
                Long.toString(processNanos), Long.toString(matches), comparable);
    }

    /** Reads what {@link #toText} gave. */
    public static Figures ofText(String text) {
        String[] parts = text.split(SEPARATOR);
        return new Figures(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                Long.parseLong(parts[3]), Long.parseLong(parts[4]), parts[5]);
    }

}
