package io.nexus.job.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.config.ConfigException;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.Test;

final class JobSettingsTest {
    @Test
    void saysWhereAClusterContradictsAndWins() {
        Configuration cluster = new Configuration();
        cluster.set(PipelineOptions.OBJECT_REUSE, false);
        cluster.set(PipelineOptions.MAX_PARALLELISM, 32);
        cluster.set(PipelineOptions.GENERIC_TYPES, false);

        assertThat(JobSettings.overridden(cluster))
                .containsExactlyInAnyOrder(
                        "pipeline.object-reuse is false in the cluster's configuration; the job needs true and sets it",
                        "pipeline.max-parallelism is 32 in the cluster's configuration; the job needs 128 and sets it");
        var environment = JobSettings.environment(cluster);
        assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
        assertThat(environment.getMaxParallelism()).isEqualTo(128);
    }

    @Test
    void leavesEverythingElseToTheCluster() {
        Configuration cluster = new Configuration();
        cluster.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(7));
        cluster.set(CoreOptions.DEFAULT_PARALLELISM, 3);

        var environment = JobSettings.environment(cluster);

        assertThat(environment.getParallelism()).isEqualTo(3);
        assertThat(environment.getConfiguration().get(StateBackendOptions.STATE_BACKEND))
                .isEqualTo("rocksdb");
        assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(7_000);
    }

    @Test
    void refusesSubtasksThatWouldReadNothing() {
        Configuration cluster = new Configuration();
        cluster.set(CoreOptions.DEFAULT_PARALLELISM, 9);

        assertThatThrownBy(() -> JobSettings.environment(cluster))
                .isInstanceOf(ConfigException.class)
                .hasMessage("parallelism.default: must be in [1, 8], the partitions of nexus.market, was 9");
    }
}
