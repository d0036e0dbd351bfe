package io.nexus.job.graph;

import io.nexus.connectors.config.ConfigException;
import io.nexus.connectors.kafka.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of Flink that the job can't live without. Everything else is the cluster's: parallelism, state backend, checkpoints,
 * restart strategy, memory. */
public final class JobSettings {
    /** Key groups, for ever: another number would lose keyed state. */
    public static final int MAX_PARALLELISM = 128;

    private static final Logger LOG = LoggerFactory.getLogger(JobSettings.class);

    /** Object reuse: the layers hand on references of a live market context. No generic types: state must evolve. No generated uids:
     * state must be found again. Operators of different maximal parallelism must not chain: their state has other key groups. */
    private static final Map<ConfigOption<Boolean>, Boolean> SWITCHES = Map.of(
            PipelineOptions.OBJECT_REUSE, true,
            PipelineOptions.GENERIC_TYPES, false,
            PipelineOptions.AUTO_GENERATE_UIDS, false,
            PipelineOptions.OPERATOR_CHAINING, true,
            PipelineOptions.OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM, false);

    private JobSettings() {}

    /** An environment for {@link PipelineGraph#build}. A setting of the cluster that the job can't live with is overridden and logged.
     *
     * @param cluster the configuration of the cluster, or of its client
     * @throws ConfigException as {@link #check} */
    public static StreamExecutionEnvironment environment(Configuration cluster) {
        overridden(cluster).forEach(LOG::warn);
        Configuration configuration = new Configuration(cluster);
        SWITCHES.forEach(configuration::set);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        check(configuration);
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }

    /** What a cluster says otherwise than the job needs it: a sentence each. */
    static List<String> overridden(Configuration cluster) {
        List<String> overridden = new ArrayList<>();
        SWITCHES.forEach((option, needed) -> contradiction(cluster, option, needed, overridden));
        contradiction(cluster, PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM, overridden);
        return overridden;
    }

    private static <T> void contradiction(
            Configuration cluster, ConfigOption<T> option, T needed, List<String> overridden) {
        cluster.getOptional(option)
                .filter(value -> !value.equals(needed))
                .ifPresent(value -> overridden.add(option.key() + " is " + value
                        + " in the cluster's configuration; the job needs " + needed + " and sets it"));
    }

    /** Refuses what no job of ours can run with.
     *
     * @throws ConfigException with key, value and range */
    public static void check(Configuration settings) {
        int parallelism = settings.get(CoreOptions.DEFAULT_PARALLELISM);
        // a subtask that reads no partition would do nothing, and would hold back all others until it counts as idle
        if (parallelism < 1 || parallelism > Topics.MARKET_PARTITIONS) {
            throw new ConfigException(CoreOptions.DEFAULT_PARALLELISM.key() + ": must be in [1, "
                    + Topics.MARKET_PARTITIONS + "], the partitions of " + Topics.MARKET + ", was " + parallelism);
        }
    }
}
