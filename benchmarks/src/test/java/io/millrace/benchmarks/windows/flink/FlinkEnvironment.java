package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.run.RunSettings;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The environment that all runs of Flink share: state on the heap, checkpoints on disk, objects reused. */
final class FlinkEnvironment {

    private FlinkEnvironment() {}

    static StreamExecutionEnvironment of(RunSettings settings) {
        var configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.stateDir().toUri().toString());
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        var environment = StreamExecutionEnvironment.createLocalEnvironment(RunSettings.THREADS, configuration);
        environment.enableCheckpointing(RunSettings.CHECKPOINT_INTERVAL.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        return environment;
    }

}
