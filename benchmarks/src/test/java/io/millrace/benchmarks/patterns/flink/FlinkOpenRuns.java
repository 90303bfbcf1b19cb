package io.millrace.benchmarks.patterns.flink;

import io.millrace.benchmarks.patterns.load.StepStream;
import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.HotKey;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.PatternRun;

/** One key with many open runs, of which none is ever complete. */
public final class FlinkOpenRuns implements PatternRun {

    @Override
    public Figures run(Order order) throws Exception {
        return FlinkJob.run(order, StepStream.ofHotKey(), HotKey.within(order), HotKey.within(order).toMillis());
    }

}
