package io.millrace.benchmarks.patterns;

import io.millrace.benchmarks.patterns.run.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All runs, in the order in which they are done. */
final class PatternRunCatalogue {

    static final String SERVICE_FUNNEL = "millrace.ServiceFunnel";
    static final String SERVICE_PATTERNS = "millrace.ServicePatterns";
    private static final String MATCHER_FUNNEL = "millrace.MatcherFunnel";
    private static final String MATCHER_OPEN_RUNS = "millrace.MatcherOpenRuns";
    private static final String FLINK_FUNNEL = "flink.FlinkFunnel";
    private static final String FLINK_OPEN_RUNS = "flink.FlinkOpenRuns";
    /** Enough for the compiler to be done. */
    private static final long WARM_UP = 300_000;
    private static final long FLINK_WARM_UP = 100_000;
    /** Over so many events the cost of open runs is measured. */
    private static final long OPEN_RUN_EVENTS = 5_000_000;
    private static final long FLINK_OPEN_RUN_EVENTS = 20_000;

    private final long events;
    private final long flinkEvents;

    /**
     * Runs over so many events.
     *
     * @param flinkEvents
     *            over how many Flink is run, and so the events up to which matches are compared
     */
    PatternRunCatalogue(long events, long flinkEvents) {
        this.events = events;
        this.flinkEvents = Math.min(events, flinkEvents);
    }

    List<PatternRunSpec> all() {
        return Stream.of(funnels(), byPatterns(), servicesByPatterns(), byOpenRuns()).flatMap(List::stream).toList();
    }

    private List<PatternRunSpec> funnels() {
        var runs = new ArrayList<PatternRunSpec>();
        for (boolean skips : List.of(true, false)) {
            String group = skips ? "past-last" : "no-skip";
            runs.add(spec("flink-" + group, FLINK_FUNNEL, group,
                    new Order(flinkEvents, FLINK_WARM_UP, flinkEvents, skips, 1, 0)));
            runs.add(spec("matcher-" + group, MATCHER_FUNNEL, group,
                    new Order(events, WARM_UP, flinkEvents, skips, 1, 0)));
            runs.add(spec("service-" + group, SERVICE_FUNNEL, group,
                    new Order(flinkEvents, 0, flinkEvents, skips, 1, 0)));
        }
        return runs;
    }

    private List<PatternRunSpec> byPatterns() {
        return Stream.of(1, 10, 100).map(patterns -> spec("matcher-%d-patterns".formatted(patterns), MATCHER_FUNNEL,
                "", new Order(events / Math.max(1, patterns / 10), WARM_UP / patterns, 0, true, patterns, 0))).toList();
    }

    private List<PatternRunSpec> servicesByPatterns() {
        return Stream.of(1, 10, 100).map(patterns -> spec("service-%d-patterns".formatted(patterns), SERVICE_PATTERNS,
                "", new Order(flinkEvents, 0, flinkEvents, true, patterns, 0))).toList();
    }

    private List<PatternRunSpec> byOpenRuns() {
        var runs = new ArrayList<PatternRunSpec>();
        for (int open : List.of(10, 100, 1_000)) {
            runs.add(spec("flink-%d-open".formatted(open), FLINK_OPEN_RUNS, "",
                    new Order(FLINK_OPEN_RUN_EVENTS, FLINK_OPEN_RUN_EVENTS / 10, 0, false, 1, open)));
        }
        for (int open : List.of(10, 100, 1_000, 10_000, 100_000)) {
            runs.add(spec("matcher-%d-open".formatted(open), MATCHER_OPEN_RUNS, "",
                    new Order(OPEN_RUN_EVENTS, 5 * WARM_UP, 0, false, 1, open)));
        }
        return runs;
    }

    private static PatternRunSpec spec(String name, String type, String group, Order order) {
        return new PatternRunSpec(name, PatternRunCatalogue.class.getPackageName() + "." + type, group, order);
    }

}
