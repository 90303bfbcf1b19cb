package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.windows.load.Grouping;
import io.millrace.benchmarks.windows.load.Windows;
import io.millrace.benchmarks.windows.measure.ResultForm;
import io.millrace.topics.Topics;
import java.time.Duration;

/**
 * A run that can be asked for.
 *
 * @param name
 *            what it is asked for by
 * @param type
 *            name of its class, which is compiled only with the profile of its libraries
 * @param form
 *            how it writes its results
 * @param limit
 *            how long it is measured after its warm-up, if it is not done before
 */
record RunSpec(String name, String type, Grouping grouping, int metrics, Windows windows, ResultForm form,
        Duration limit) {

    /** Whether it is a run of Flink. */
    boolean usesFlink() {
        return type.startsWith(RunSpec.class.getPackageName() + ".flink.");
    }

    /** The topic of its results. */
    String output() {
        return form == ResultForm.MILLRACE_FINALS ? Topics.METRICS_WINDOWS.name() : name + "-output";
    }

    /**
     * The topic whose records are counted to tell how far it is: where each event crosses a repartition topic as one
     * record, that one; else that of the events.
     */
    String countedTopic() {
        return form == ResultForm.BINARY_UPDATES ? "*-repartition" : Topics.EVENTS.name();
    }

    /** The same under another name. */
    RunSpec named(String other) {
        return new RunSpec(other, type, grouping, metrics, windows, form, limit);
    }

    /** The same with other series. */
    RunSpec by(Grouping other) {
        return new RunSpec(name, type, other, metrics, windows, form, limit);
    }

    /** The same, cut off after that time. */
    RunSpec within(Duration time) {
        return new RunSpec(name, type, grouping, metrics, windows, form, time);
    }

    /** The same with that many metrics. */
    RunSpec withMetrics(int count) {
        return new RunSpec(name, type, grouping, count, windows, form, limit);
    }

}
