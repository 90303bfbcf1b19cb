package io.millrace.benchmarks.windows.millrace;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;

/** Tumbling windows of a minute: count, sum, minimum, maximum, three quantiles and the number of distinct users. */
public final class MillraceSketches implements Run {

    @Override
    public void start(RunSettings settings) {
        MetricsApplication.start(settings,
                MetricText.of(settings, "{tumbling: 1m}", "count, sum, min, max, p50, p95, p99, {distinct: user_id}"));
    }

}
