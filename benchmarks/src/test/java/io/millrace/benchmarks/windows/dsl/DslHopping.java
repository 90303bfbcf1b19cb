package io.millrace.benchmarks.windows.dsl;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.time.Duration;
import org.apache.kafka.streams.kstream.TimeWindows;

/** Windows of ten minutes every ten seconds: count and sum. An event updates 60 of them. */
public final class DslHopping implements Run {

    @Override
    public void start(RunSettings settings) {
        DslCountAndSum.start(settings,
                TimeWindows.ofSizeAndGrace(Duration.ofMinutes(10), DslApplication.GRACE).advanceBy(
                        Duration.ofSeconds(10)));
    }

}
