package io.nexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** The cluster's configuration: Flink itself passes over a key that it does not know. */
final class FlinkConfTest {
    private static final Path FOLDER =
            Files.exists(Path.of("flink-conf")) ? Path.of("flink-conf") : Path.of("../flink-conf");
    private static final Configuration CLUSTER = GlobalConfiguration.loadConfiguration(FOLDER.toString());

    @Test
    void hasOnlyKeysAndValuesThatFlinkUnderstands() {
        Map<String, ConfigOption<?>> optionByKey = optionByKey();

        assertThat(CLUSTER.keySet().stream().filter(key -> !optionByKey.containsKey(key)))
                .as("keys that Flink does not know")
                .isEmpty();
        assertThat(CLUSTER.keySet()).allSatisfy(key -> assertThat(CLUSTER.getOptional(optionByKey.get(key)))
                .as(key)
                .isPresent());
    }

    @Test
    void leavesToTheJobWhatTheJobCannotDoWithout() {
        assertThat(CLUSTER.keySet()).noneMatch(key -> key.startsWith("pipeline."));
    }

    @Test
    void opensTheModulesThatTheLauncherOpens() throws IOException {
        assertThat(CLUSTER.get(CoreOptions.FLINK_JVM_OPTIONS).split(" "))
                .containsExactlyElementsOf(Files.readAllLines(FOLDER.resolve("jdk17-opens.txt")));
    }

    @Test
    void compilesAsTheLauncherDoes() throws IOException {
        String launcher = Files.readString(FOLDER.resolveSibling("nexus"));

        assertThat(CLUSTER.get(CoreOptions.FLINK_TM_JVM_OPTIONS).split(" "))
                .hasSizeGreaterThan(4)
                .allSatisfy(option -> assertThat(launcher).contains(option));
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(Stream.of(RestOptions.BIND_ADDRESS, JobManagerOptions.BIND_HOST, TaskManagerOptions.BIND_HOST)
                        .map(CLUSTER::get))
                .containsOnly("localhost");
    }

    private static Map<String, ConfigOption<?>> optionByKey() {
        return Stream.of(
                        CheckpointingOptions.class,
                        CoreOptions.class,
                        ExecutionOptions.class,
                        HeartbeatManagerOptions.class,
                        JobManagerOptions.class,
                        RestOptions.class,
                        RestartStrategyOptions.class,
                        RocksDBOptions.class,
                        RpcOptions.class,
                        StateBackendOptions.class,
                        TaskManagerOptions.class,
                        WebOptions.class)
                .flatMap(options -> Arrays.stream(options.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class)
                .map(field -> {
                    try {
                        return (ConfigOption<?>) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(field.toString(), e);
                    }
                })
                .collect(Collectors.toMap(ConfigOption::key, option -> option, (first, second) -> first));
    }
}
