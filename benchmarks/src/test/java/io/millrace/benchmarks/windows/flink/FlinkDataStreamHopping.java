package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.time.Duration;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;

/** Windows of ten minutes every ten seconds. */
public final class FlinkDataStreamHopping implements Run {

    @Override
    public void start(RunSettings settings) throws Exception {
        FlinkDataStream.run(settings, SlidingEventTimeWindows.of(Duration.ofMinutes(10), Duration.ofSeconds(10)));
    }

}
