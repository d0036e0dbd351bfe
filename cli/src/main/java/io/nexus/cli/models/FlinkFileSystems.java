package io.nexus.cli.models;

import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/** Flink's file systems in a process that is no part of a cluster: as the plugins of {@code FLINK_PLUGINS_DIR} and the configuration
 * of {@code FLINK_CONF_DIR} say, as for Flink's own client. */
final class FlinkFileSystems {
    private static boolean isReady;

    private FlinkFileSystems() {}

    /** Loads the plugins, once. */
    static synchronized void ready() {
        if (isReady || System.getenv(ConfigConstants.ENV_FLINK_PLUGINS_DIR) == null) {
            return;
        }
        Configuration configuration = System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR) == null
                ? new Configuration()
                : GlobalConfiguration.loadConfiguration();
        FileSystem.initialize(configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
        isReady = true;
    }
}
