package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddedFlinkTest {
    @Test
    void whatIsAskedForWinsOverEveryDefault() {
        Configuration settings = settings(Map.of(
                "restart-strategy.type",
                "fixed-delay",
                "taskmanager.memory.managed.size",
                "99m",
                "execution.checkpointing.interval",
                "7s",
                "metrics.reporters",
                "prom"));

        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("fixed-delay");
        assertThat(settings.get(TaskManagerOptions.MANAGED_MEMORY_SIZE)).isEqualTo(MemorySize.ofMebiBytes(99));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.getString("metrics.reporters", "")).isEqualTo("prom,tap");
    }

    @Test
    void rocksDbHasMemoryOfItsOwn() {
        assertThat(settings(Map.of("state.backend.type", "rocksdb")).get(TaskManagerOptions.MANAGED_MEMORY_SIZE))
                .isGreaterThan(settings(Map.of()).get(TaskManagerOptions.MANAGED_MEMORY_SIZE));
    }

    @ParameterizedTest
    @CsvSource({
        "execution.checkpointing.dir, file:///tmp/elsewhere",
        "rest.bind-address, 0.0.0.0",
        "web.submit.enable, true",
        "rest.bind-port, 9999"
    })
    void whatIsTheRunsOwnIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("-D " + key + ": is the run's own and can't be set, was " + value);
    }

    private static Configuration settings(Map<String, String> wanted) {
        return EmbeddedFlink.configuration("8081-8181", Path.of("run"), Configuration.fromMap(wanted));
    }
}
