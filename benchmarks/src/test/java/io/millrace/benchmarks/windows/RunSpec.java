package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.windows.load.Grouping;
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
 * @param windowsPerEvent
 *            how many windows of a metric an event is in
 * @param form
 *            how it writes its results
 * @param limit
 *            how long it is measured after its warm-up, if it is not done before
 */
record RunSpec(String name, String type, Grouping grouping, int metrics, int windowsPerEvent, ResultForm form,
        Duration limit) {

    /** Whether that is its name; {@code *} stands for any letters. */
    boolean isCalled(String pattern) {
        return name.matches(pattern.replace("*", ".*"));
    }

    /** Whether it is a run of Flink. */
    boolean usesFlink() {
        return type.startsWith(RunSpec.class.getPackageName() + ".flink.");
    }

    /** The topic of its results. */
    String output() {
        return form == ResultForm.MILLRACE_FINALS ? Topics.METRICS_WINDOWS.name() : name + "-output";
    }

    /** Whether each event crosses a repartition topic as one record. */
    boolean eventsAreRepartitioned() {
        return form == ResultForm.BINARY_UPDATES;
    }

    /** The same under another name. */
    RunSpec named(String other) {
        return new RunSpec(other, type, grouping, metrics, windowsPerEvent, form, limit);
    }

    /** The same with other series. */
    RunSpec by(Grouping other) {
        return new RunSpec(name, type, other, metrics, windowsPerEvent, form, limit);
    }

    /** The same, cut off after that time. */
    RunSpec within(Duration time) {
        return new RunSpec(name, type, grouping, metrics, windowsPerEvent, form, time);
    }

    /** The same with that many metrics. */
    RunSpec withMetrics(int count) {
        return new RunSpec(name, type, grouping, count, windowsPerEvent, form, limit);
    }

}
