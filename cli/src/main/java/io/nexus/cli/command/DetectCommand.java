package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.detect.Detection;
import io.nexus.lab.detect.DetectionStudy;
import io.nexus.lab.plant.Pattern;
import io.nexus.lab.plant.Patterns;
import io.nexus.lab.table.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plants patterns and tells how well the strategies find them. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Plant each strategy's pattern, and decoys, into a simulated or recorded market and score what it finds.",
            "What an episode nets is shown for its spread and fees; on planted patterns it says nothing about profit."
        })
public final class DetectCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "Seed of market and planting (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--plants", description = "Patterns of each kind (default: ${DEFAULT-VALUE}).")
    int plants = 120;

    @Option(names = "--strategy", description = "Only this one, e.g. spoofing-detection.")
    @Nullable
    String strategy;

    @Option(names = "--replay", paramLabel = "DIR", description = "Plant into recorded messages instead.")
    @Nullable
    Path replay;

    @Option(
            names = "--rounds",
            description = "Times a recording is played, planted anew each time (default: ${DEFAULT-VALUE}).")
    int rounds = 1;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file (YAML).")
    @Nullable
    Path file;

    @Option(names = "--json", description = "As a JSON object by strategy instead of a table.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        Check.inRange("--plants", plants, 1, 100_000);
        Check.inRange("--rounds", rounds, 1, 1_000);
        OptionPaths.requireRecording(replay);
        List<Pattern> patterns = patterns();
        RunConfig config = ConfigBinder.bind(ConfigFile.read(file, RunConfig.defaults()), Map.of());
        DetectionStudy study = new DetectionStudy(config.layers(), config.simulation(), seed, plants);
        List<Detection> found = patterns.parallelStream()
                .map(pattern -> replay == null ? study.simulated(pattern) : study.recorded(pattern, replay, rounds))
                .toList();
        Map<String, Detection> byStrategy = new LinkedHashMap<>();
        for (int i = 0; i < patterns.size(); i++) {
            byStrategy.put(patterns.get(i).strategy().key(), found.get(i));
        }
        if (isJson) {
            System.out.println(RecordJson.text(byStrategy));
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%s market, seed %d; F1* and naive* count amplitudes of at least 1.5%n",
                    replay == null ? DetectionStudy.SIMULATED : DetectionStudy.RECORDED,
                    seed);
            System.out.print(table(byStrategy).fit(Terminal.tableColumns()));
        }
        return 0;
    }

    private List<Pattern> patterns() {
        if (strategy == null) {
            return Patterns.ALL;
        }
        List<Pattern> named = Patterns.ALL.stream()
                .filter(pattern -> pattern.strategy().key().equals(strategy))
                .toList();
        if (named.isEmpty()) {
            List<String> known = Patterns.ALL.stream()
                    .map(Pattern::strategy)
                    .map(StrategyId::key)
                    .toList();
            throw new IllegalArgumentException("no pattern for strategy " + strategy + "; there are " + known);
        }
        return named;
    }

    private static TextTable table(Map<String, Detection> byStrategy) {
        TextTable table = new TextTable(
                "strategy",
                "#planted",
                "#decoys",
                "#precision",
                "#recall",
                "#F1",
                "#F1*",
                "#naive*",
                "#direction",
                "#delay s",
                "#false/h",
                "#fired",
                "#passed",
                "#episodes",
                "#net bp");
        byStrategy.forEach((key, found) -> table.row(
                key,
                found.planted(),
                found.decoys(),
                shown(found.precision()),
                shown(found.recall()),
                shown(found.f1()),
                shown(found.f1AtAmplitude15()),
                shown(found.naiveF1AtAmplitude15()),
                shown(found.directionAccuracy()),
                found.delayMs() == null ? "-" : shown(found.delayMs() / 1000),
                shown(found.falseAlarmsPerInstrumentHour()),
                found.fired(),
                found.passed(),
                found.episodes(),
                shown(found.netBps()) + " ± " + shown(found.netBpsInterval())));
        return table;
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
