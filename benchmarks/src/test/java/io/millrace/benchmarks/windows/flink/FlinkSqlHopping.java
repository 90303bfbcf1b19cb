package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.run.Run;
import io.millrace.benchmarks.windows.run.RunSettings;
import java.util.concurrent.ExecutionException;

/** Windows of ten minutes every ten seconds, which Flink computes from slices. */
public final class FlinkSqlHopping implements Run {

    @Override
    public void start(RunSettings settings) throws ExecutionException, InterruptedException {
        FlinkSql.run(settings,
                "HOP(TABLE grouped, DESCRIPTOR(event_time), INTERVAL '10' SECONDS, INTERVAL '10' MINUTES)");
    }

}
