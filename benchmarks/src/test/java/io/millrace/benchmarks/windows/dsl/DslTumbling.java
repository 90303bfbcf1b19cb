package io.millrace.benchmarks.windows.dsl;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.time.Duration;
import org.apache.kafka.streams.kstream.TimeWindows;

/** Tumbling windows of a minute: count and sum. */
public final class DslTumbling implements Run {

    @Override
    public void start(RunSettings settings) {
        DslCountAndSum.start(settings, TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), DslApplication.GRACE));
    }

}
