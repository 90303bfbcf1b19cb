package io.millrace.pattern.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/** A {@link SignalTest} as Flink takes it. Flink wants to serialise it, but only a cluster would read it again. */
final class FlinkCondition extends IterativeCondition<Signal> {

    private final transient SignalTest test;

    FlinkCondition(SignalTest test) {
        this.test = test;
    }

    @Override
    public boolean filter(Signal signal, Context<Signal> context) {
        return test.test(signal, variable -> captured(context, variable));
    }

    private static List<Signal> captured(Context<Signal> context, String variable) {
        var signals = new ArrayList<Signal>();
        try {
            context.getEventsForPattern(variable).forEach(signals::add);
        } catch (Exception e) { // all that Flink's method declares
            throw new IllegalStateException("no events for " + variable, e);
        }
        return signals;
    }
}
