package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.util.concurrent.ExecutionException;

/** Tumbling windows of a minute. */
public final class FlinkSqlTumbling implements Run {

    @Override
    public void start(RunSettings settings) throws ExecutionException, InterruptedException {
        FlinkSql.run(settings, "TUMBLE(TABLE grouped, DESCRIPTOR(event_time), INTERVAL '1' MINUTE)");
    }

}
