package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.time.Duration;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/** Tumbling windows of a minute. */
public final class FlinkDataStreamTumbling implements Run {

    @Override
    public void start(RunSettings settings) throws Exception {
        FlinkDataStream.run(settings, TumblingEventTimeWindows.of(Duration.ofMinutes(1)));
    }

}
