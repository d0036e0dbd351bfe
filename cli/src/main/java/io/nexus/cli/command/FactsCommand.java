package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.lab.facts.FactStudy;
import io.nexus.lab.facts.FactsPage;
import io.nexus.lab.facts.FactsReport;
import io.nexus.testbed.simulation.SimulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the simulated market against recordings, and fits it to them. */
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        description = {
            "Measure eight facts of real markets on recordings and on the simulated market, side by side.",
            "The default market is always measured; with --config that configuration's market too; with --fit the one found."
        })
public final class FactsCommand implements Callable<Integer> {
    private static final String HEAD =
            """
            # A SIMULATED market fitted to recordings by `nexus facts --fit`, for --config. It plants no edge. Hundreds of messages a
            # second and instrument: run it with few instruments and little speed. Its book reaches book-levels ticks from the touch.
            """;

    @Option(names = "--replay", paramLabel = "DIR", required = true, description = "Folder of recorded messages.")
    Path replay = Path.of("");

    @Option(
            names = "--klines",
            paramLabel = "DIR",
            required = true,
            description = "Folder of recorded one-minute bars, SYMBOL-1m.csv.gz.")
    Path klines = Path.of("");

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file (YAML) of another market.")
    @Nullable
    Path config;

    @Option(
            names = "--fit",
            paramLabel = "FILE",
            description =
                    "Choose parameters on the first 60 %% of the recordings and write them here, for --config. Minutes.")
    @Nullable
    Path fit;

    @Option(names = "--page", paramLabel = "FILE", description = "Write the report as Markdown too.")
    @Nullable
    Path page;

    @Option(names = "--json", description = "As JSON instead of tables.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        OptionPaths.requireRecording(replay);
        OptionPaths.requireFolder("--klines", klines);
        OptionPaths.requireWritable("--fit", fit);
        OptionPaths.requireWritable("--page", page);
        SimulationConfig configured =
                ConfigFile.read(config, RunConfig.defaults()).simulation();
        FactStudy study = new FactStudy(replay, klines);
        Map<String, SimulationConfig> simulated = new LinkedHashMap<>();
        simulated.put("default", SimulationConfig.defaults());
        if (config != null) {
            simulated.put(name(config), configured);
        }
        if (fit != null) {
            SimulationConfig fitted = study.fit(configured, System.err::println);
            Files.writeString(fit, HEAD + ConfigFile.section("simulation", fitted));
            simulated.put(name(fit), fitted);
        }
        FactsReport report = study.report(simulated);
        if (page != null) {
            Files.writeString(page, new FactsPage(report, commandLine()).toString());
        }
        System.out.print(isJson ? RecordJson.text(report.json()) + '\n' : report.text());
        return 0;
    }

    private String commandLine() {
        return "./nexus facts --replay " + replay + " --klines " + klines
                + (config == null ? "" : " --config " + config) + (fit == null ? "" : " --fit " + fit) + " --page "
                + page;
    }

    private static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }
}
