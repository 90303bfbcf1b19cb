package io.millrace.benchmarks.windows.dsl;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;
import io.millrace.benchmarks.windows.run.WindowTotal;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;

/** Tumbling windows of a minute: count, sum, minimum, maximum, three quantiles and the number of distinct users. */
public final class DslSketches implements Run {

    @Override
    public void start(RunSettings settings) {
        var application = new DslApplication(settings);
        var summaries = application.grouped(event -> new Spent(event.userId, event.data.amount),
                Spent.serde()).windowedBy(
                        TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), DslApplication.GRACE)).aggregate(Summary::new,
                                (_, spent, summary) -> summary.add(spent),
                                Materialized.with(Serdes.String(), Summary.serde()));
        application.publish(summaries, DslSketches::total);
        application.start();
    }

    private static WindowTotal total(long start, Summary summary) {
        return new WindowTotal(start, summary.count(), summary.sum(), summary.min(), summary.max(),
                summary.quantile(0.5), summary.quantile(0.95), summary.quantile(0.99), summary.distinctUsers());
    }

}
