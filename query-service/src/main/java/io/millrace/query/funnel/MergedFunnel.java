package io.millrace.query.funnel;

import io.millrace.query.funnel.FunnelStep.Seconds;
import io.millrace.result.FunnelPartial;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of one window, merged from partitions and hours. Not thread-safe. */
final class MergedFunnel {

    private static final String RUNS = "";
    private static final Aggregate MEDIAN = new Aggregate.Quantile(0.5);
    private static final Aggregate P95 = new Aggregate.Quantile(0.95);
    private static final Aggregate KEYS = new Aggregate.Distinct("keys", 0);

    private final Map<String, AggregateState> steps = new HashMap<>();
    private boolean isFinal = true;

    /** Takes in what a partition knows of a step in an hour. */
    void add(FunnelPartial part) {
        var state = AggregateState.read(new BinaryReader(part.state()));
        var known = steps.putIfAbsent(part.step(), state);
        if (known != null) {
            known.merge(state);
        }
        isFinal &= part.isFinal();
    }

    /** Whether all that was taken in is final. */
    boolean isFinal() {
        return isFinal;
    }

    /**
     * What it amounts to.
     *
     * @param variables
     *            the steps of the pattern, in order
     */
    List<FunnelStep> steps(List<String> variables) {
        long first = variables.isEmpty() ? 0 : reached(variables.getFirst());
        long runs = steps.containsKey(RUNS) ? reached(RUNS) : first;
        return variables.stream().map(variable -> step(variable, runs)).toList();
    }

    private FunnelStep step(String variable, long runs) {
        var state = steps.get(variable);
        long reached = reached(variable);
        var conversion = runs == 0 ? null : (Double) ((double) reached / runs);
        if (state == null) {
            return new FunnelStep(variable, 0, 0, conversion, null);
        }
        return new FunnelStep(variable, reached, Math.round(state.value(KEYS, 1).orElse(0)), conversion,
                seconds(state));
    }

    private static Seconds seconds(AggregateState state) {
        var median = state.value(MEDIAN, 1);
        var p95 = state.value(P95, 1);
        return median.isPresent() && p95.isPresent() ? new Seconds(median.getAsDouble(), p95.getAsDouble()) : null;
    }

    private long reached(String step) {
        var state = steps.get(step);
        return state == null ? 0 : state.count();
    }

}
