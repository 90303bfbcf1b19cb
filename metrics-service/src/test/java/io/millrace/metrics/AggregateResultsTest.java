package io.millrace.metrics;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.millrace.result.WindowResult;
import io.millrace.result.WindowResult.TopValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What windows report beside counts and sums. */
class AggregateResultsTest {

    private static final String RESPONSES = """
            kind: metric
            name: responses
            value: data.ms
            windows: [{hopping: 10m, every: 5m}]
            aggregates: [p50, p95, p99.9, stddev, first, last, rate, {distinct: user_id}, {distinct: data.path},
                {top: 2, of: data.path}, {buckets: [0.5, 100, 500]}]
            """;
    private static final Instant START = Instant.parse("2024-01-01T10:00:00Z");

    @TempDir
    private Path state;

    @Test
    void shouldReportQuantilesWithinOnePercent() {
        try (var metrics = withThousandResponses()) {
            var values = of(metrics).values();

            assertThat(values.get("p50")).isCloseTo(500, withinPercentage(1));
            assertThat(values.get("p95")).isCloseTo(950, withinPercentage(1));
            assertThat(values.get("p99_9")).isCloseTo(999, withinPercentage(1));
        }
    }

    @Test
    void shouldReportMomentsAndEnds() {
        try (var metrics = withThousandResponses()) {
            var values = of(metrics).values();

            assertThat(values.get("stddev")).isCloseTo(Math.sqrt(1000 * 1001 / 12.0), withinPercentage(1e-9));
            assertThat(values).containsEntry("first", 1.0).containsEntry("last", 1000.0).containsEntry("rate",
                    1000 / 600.0);
        }
    }

    @Test
    void shouldReportHowManyDifferentTextsThereWere() {
        try (var metrics = withThousandResponses()) {
            assertThat(of(metrics).values()).containsEntry("distinct", 40.0).containsEntry("distinct_data_path",
                    4.0);
        }
    }

    @Test
    void shouldReportTheMostFrequentTexts() {
        try (var metrics = withThousandResponses()) {
            assertThat(of(metrics).top()).isEqualTo(
                    Map.of("top", List.of(new TopValue("/0", 700, 0), new TopValue("/1", 100, 0))));
        }
    }

    @Test
    void shouldReportCumulativeBuckets() {
        try (var metrics = withThousandResponses()) {
            assertThat(of(metrics).buckets()).isEqualTo(
                    Map.of("buckets", Map.of("0.5", 0L, "100", 100L, "500", 500L, "+Inf", 1000L)));
        }
    }

    @Test
    void shouldPublishWhatItAnswers() {
        try (var metrics = withThousandResponses()) {
            metrics.pass(Duration.ofSeconds(1));
            var answer = of(metrics);

            assertThat(metrics.published()).filteredOn(
                    window -> window.start().equals(answer.start())).singleElement().isEqualTo(answer);
        }
    }

    @Test
    void shouldLeaveOutWhatIsNotDefined() {
        try (var metrics = new MetricsScenario(RESPONSES, state)) {
            metrics.send(event("response").data("path", "/").at(START));

            assertThat(of(metrics).values()).isEqualTo(
                    Map.of("rate", 1 / 600.0, "distinct", 0.0, "distinct_data_path", 1.0));
        }
    }

    /** 1 to 1000 ms, over the five minutes from the start; each in the windows from 9:55 and from 10:00. */
    private MetricsScenario withThousandResponses() {
        var metrics = new MetricsScenario(RESPONSES, state);
        for (int ms = 1; ms <= 1000; ms++) {
            metrics.send(event("response").user("u" + ms % 40).data("ms", (double) ms).data("path",
                    "/" + Math.max(0, ms % 10 - 6)).at(START.plusMillis(ms * 250L)));
        }
        return metrics;
    }

    private static WindowResult of(MetricsScenario metrics) {
        return metrics.read("responses", "10m@5m").getFirst();
    }

}
