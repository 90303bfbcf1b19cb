package io.millrace.benchmarks.windows.millrace;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;

/** Windows of ten minutes every ten seconds with all that {@link MillraceSketches} computes. */
public final class MillraceSketchesHopping implements Run {

    @Override
    public void start(RunSettings settings) {
        MetricsApplication.start(settings, MetricText.of(settings, "{hopping: 10m, every: 10s}",
                "count, sum, min, max, p50, p95, p99, {distinct: user_id}"));
    }

}
