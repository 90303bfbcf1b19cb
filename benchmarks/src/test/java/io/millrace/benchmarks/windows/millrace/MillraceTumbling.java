package io.millrace.benchmarks.windows.millrace;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;

/** Tumbling windows of a minute: count and sum. */
public final class MillraceTumbling implements Run {

    @Override
    public void start(RunSettings settings) {
        MetricsApplication.start(settings, MetricText.of(settings, "{tumbling: 1m}", "count, sum"));
    }

}
