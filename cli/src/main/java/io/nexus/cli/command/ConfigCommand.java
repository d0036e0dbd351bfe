package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.kafka.RecordJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the configuration. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show every option with its value, as a file that --config reads, and the hash of all.")
public final class ConfigCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file (YAML) laid over the defaults.")
    @Nullable
    Path config;

    @Option(names = "--json", description = "As JSON with dotted keys and configHash instead of YAML.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        RunConfig read = ConfigFile.read(config, RunConfig.defaults());
        if (isJson) {
            Map<String, Object> flat = new LinkedHashMap<>();
            flat.put("configHash", ConfigFile.hash(read));
            flat.putAll(ConfigBinder.flatten(read));
            System.out.println(RecordJson.text(flat));
        } else {
            System.out.println("# configHash " + ConfigFile.hash(read));
            System.out.print(ConfigFile.text(read));
        }
        return 0;
    }
}
