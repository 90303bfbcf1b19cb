package io.millrace.benchmarks.patterns.flink;

import io.millrace.benchmarks.patterns.load.Step;
import io.millrace.benchmarks.patterns.load.StepStream;
import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.MatchCount;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * A job of Flink CEP in a cluster inside this process: one slot, state on the heap, objects reused, no checkpoints. A
 * thread makes the events; another one, which is measured, matches them.
 */
final class FlinkJob {

    /** The job runs in this process and only once at a time. */
    private static volatile Figures measured;

    private FlinkJob() {}

    /**
     * Runs it over the events of an order.
     *
     * @param more
     *            how many events are made beyond those of the order
     */
    static Figures run(Order order, StepStream stream, Duration within, long more) throws Exception {
        var configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        var environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        long events = order.events() + more;
        var steps = environment.fromSequence(0, events - 1).map(stream::step).returns(
                Step.class).assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Step>forMonotonousTimestamps().withTimestampAssigner(
                                (step, _) -> step.at));
        CEP.pattern(steps.keyBy(step -> step.user), pattern(order, within)).inEventTime().process(
                new Counting(events, order.compared())).sinkTo(new DiscardingSink<>());
        environment.execute("funnel");
        return measured;
    }

    private static Pattern<Step, Step> pattern(Order order, Duration within) {
        AfterMatchSkipStrategy skip = order.skipsPastLast()
                ? AfterMatchSkipStrategy.skipPastLastEvent()
                : AfterMatchSkipStrategy.noSkip();
        return Pattern.<Step>begin("view", skip).where(type(Step.VIEW)).followedBy("cart").where(
                type(Step.CART)).followedBy("purchase").where(type(Step.PURCHASE)).within(within);
    }

    private static SimpleCondition<Step> type(int type) {
        return SimpleCondition.of(step -> step.type == type);
    }

    /** Counts matches in the thread of the operator that finds them, and measures that from its opening to its close. */
    private static final class Counting extends PatternProcessFunction<Step, Long> {

        private static final long serialVersionUID = 1;

        private final long events;
        private final long compared;
        private transient MatchCount found;
        private transient Stopwatch watch;

        private Counting(long events, long compared) {
            this.events = events;
            this.compared = compared;
        }

        @Override
        public void open(OpenContext context) {
            found = new MatchCount(compared);
            watch = Stopwatch.ofThisThread();
        }

        @Override
        public void processMatch(Map<String, List<Step>> match, Context context, Collector<Long> out) {
            found.add(index(match, "view"), index(match, "cart"), index(match, "purchase"));
        }

        @Override
        public void close() {
            measured = watch.stop(events).with(found);
        }

        private static long index(Map<String, List<Step>> match, String variable) {
            return match.get(variable).getFirst().index;
        }
    }

}
