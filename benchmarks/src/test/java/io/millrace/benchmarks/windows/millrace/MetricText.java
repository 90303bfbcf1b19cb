package io.millrace.benchmarks.windows.millrace;

import io.millrace.benchmarks.windows.load.Grouping;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The declarations of the metrics that a run computes. */
final class MetricText {

    private static final String METRIC = """
            kind: metric
            name: spent-%d
            value: data.amount
            by: {%s}
            windows: [%s]
            aggregates: [%s]
            grace: 30s
            """;

    private MetricText() {}

    /**
     * As many metrics as the settings say, each over all events. The first is grouped as the settings say, further ones
     * by other dimensions in turn.
     */
    static String of(RunSettings settings, String window, String aggregates) {
        var metrics = new ArrayList<String>();
        var groupings = groupings(settings.grouping());
        for (int index = 0; index < settings.metrics(); index++) {
            var grouping = groupings.get(index % groupings.size());
            metrics.add(METRIC.formatted(index, by(grouping), window, aggregates));
        }
        return String.join("---\n", metrics);
    }

    private static List<Map<String, String>> groupings(Grouping first) {
        return List.of(first.dimensions(), Map.of("country", "data.country"), Map.of("type", "event_type"),
                Map.of("source", "source"), Map.of("source", "source", "type", "event_type"));
    }

    private static String by(Map<String, String> dimensions) {
        return dimensions.entrySet().stream().map(
                dimension -> dimension.getKey() + ": " + dimension.getValue()).collect(Collectors.joining(", "));
    }

}
