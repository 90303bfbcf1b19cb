package io.millrace.benchmarks.windows.dsl;

import io.millrace.benchmarks.windows.run.RunSettings;
import io.millrace.benchmarks.windows.run.WindowTotal;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;

/** Count and sum of the amounts over windows. */
final class DslCountAndSum {

    private DslCountAndSum() {}

    static void start(RunSettings settings, TimeWindows windows) {
        var application = new DslApplication(settings);
        var totals = application.grouped(event -> event.data.amount, Serdes.Double()).windowedBy(windows).aggregate(
                () -> CountAndSum.NONE, (_, amount, total) -> total.plus(amount),
                Materialized.with(Serdes.String(), CountAndSum.serde()));
        application.publish(totals, (start, total) -> new WindowTotal(start, total.count(), total.sum()));
        application.start();
    }

}
