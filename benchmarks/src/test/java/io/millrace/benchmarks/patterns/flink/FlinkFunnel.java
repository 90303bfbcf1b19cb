package io.millrace.benchmarks.patterns.flink;

import io.millrace.benchmarks.patterns.load.StepStream;
import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.PatternRun;

/** The pattern over the stream of a shop. */
public final class FlinkFunnel implements PatternRun {

    @Override
    public Figures run(Order order) throws Exception {
        return FlinkJob.run(order, StepStream.ofShop(), Order.WITHIN, 0);
    }

}
