package io.millrace.benchmarks.windows.millrace;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;

/** Windows of ten minutes every ten seconds: count and sum. */
public final class MillraceHopping implements Run {

    @Override
    public void start(RunSettings settings) {
        MetricsApplication.start(settings, MetricText.of(settings, "{hopping: 10m, every: 10s}", "count, sum"));
    }

}
