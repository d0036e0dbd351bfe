package io.nexus.job.graph;

import io.nexus.job.config.EngineConfig;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's settings that the job relies on; the same in every place it runs. */
public final class EngineSettings {
    private EngineSettings() {}

    /** An environment for {@link PipelineGraph#build}.
     *
     * @param base settings of the place: addresses, directories, memory */
    public static StreamExecutionEnvironment environment(EngineConfig engine, Configuration base) {
        Configuration configuration = new Configuration(base);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.MAX_PARALLELISM, EngineConfig.MAX_PARALLELISM);
        configuration.set(PipelineOptions.OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM, false);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(engine.bufferTimeoutMs()));
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(engine.checkpointIntervalMs()));
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        configuration.set(
                StateBackendOptions.STATE_BACKEND, engine.stateBackend().backend());
        // every record of the funnel sets one; there are a few per key, not enough to need the disk
        configuration.set(
                RocksDBOptions.TIMER_SERVICE_FACTORY, EmbeddedRocksDBStateBackend.PriorityQueueStateType.HEAP);
        var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(engine.parallelism());
        return environment;
    }
}
