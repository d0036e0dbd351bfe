package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.StudyFeed;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.picture.SceneSearch;
import io.nexus.lab.plant.Pattern;
import io.nexus.lab.plant.Patterns;
import io.nexus.lab.plant.PlantedMarket;
import io.nexus.lab.plant.SimulatedGround;
import io.nexus.testbed.simulation.SimulatedFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a strategy's pattern and signal. */
@Command(
        name = "picture",
        mixinStandardHelpOptions = true,
        description = {
            "Draw the price, the pattern and the signal around one firing of a strategy as SVG.",
            "From the recording given; where it does not fire there, from the simulated market; where it does not fire there"
                    + " either, with its pattern planted. The picture says which."
        })
public final class PictureCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    Wanted wanted = new Wanted();

    @Mixin
    FeedOptions feed = new FeedOptions();

    @Option(
            names = "--duration",
            description = "Simulated market: feed time to search after the warm-up (default: ${DEFAULT-VALUE}).")
    String duration = "27h";

    /** One strategy into a file, or all into a folder. */
    static final class Wanted {
        @ArgGroup(exclusive = false)
        @Nullable
        One one;

        @Option(names = "--all", paramLabel = "DIR", required = true, description = "All twenty, into this folder.")
        @Nullable
        Path all;
    }

    /** One strategy and its file. */
    static final class One {
        @Option(names = "--strategy", required = true, description = "Key of a strategy, such as vwap-reversion.")
        String strategy = "";

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "The picture.")
        Path out = Path.of("");
    }

    @Override
    public Integer call() throws IOException {
        List<StrategyId> missing = new ArrayList<>(strategies());
        One one = wanted.one;
        OptionPaths.requireWritable("--out", one == null ? null : one.out);
        OptionPaths.requireFolderToWrite("--all", wanted.all);
        long searchedMs = feed.tradeMs(duration, 1);
        RunConfig config = feed.config(Map.of());
        if (feed.replay != null) {
            draw(config, searchedMs, missing);
            feed.replay = null;
        }
        if (!missing.isEmpty()) {
            draw(config, searchedMs, missing);
        }
        for (StrategyId strategy : List.copyOf(missing)) {
            Optional<Pattern> pattern = Patterns.of(strategy);
            if (pattern.isPresent()) {
                drawPlanted(config, pattern.get(), missing);
            }
        }
        missing.forEach(strategy -> System.err.println("nexus: " + strategy.key() + " does not fire there"));
        return missing.isEmpty() ? 0 : Failures.FAILED;
    }

    private List<StrategyId> strategies() {
        One one = wanted.one;
        if (one == null) {
            return List.of(StrategyId.values());
        }
        for (StrategyId strategy : StrategyId.values()) {
            if (strategy.key().equals(one.strategy)) {
                return List.of(strategy);
            }
        }
        throw new IllegalArgumentException("--strategy must be one of "
                + Stream.of(StrategyId.values()).map(StrategyId::key).collect(Collectors.joining(", ")) + ", was "
                + one.strategy);
    }

    /** Draws what fires in the feed that the options name, and takes it off the list. */
    private void draw(RunConfig config, long searchedMs, List<StrategyId> missing) throws IOException {
        try (StudyFeed studied = feed.study(config, searchedMs)) {
            BackFilledFeed.of(studied.source()).lines().forEach(System.err::println);
            SceneSearch search = new SceneSearch(config.layers(), studied.instruments(), feed.name(), studied.fromMs());
            write(search.pictures(studied.source(), List.copyOf(missing)), feed.name(), missing);
        }
    }

    /** Draws what fires where its pattern is planted, and takes it off the list. */
    private void drawPlanted(RunConfig config, Pattern pattern, List<StrategyId> missing) throws IOException {
        SimulatedGround ground = SimulatedGround.of(config.simulation(), feed.seed);
        SceneSearch search = new SceneSearch(
                pattern.config(config.layers()), ground.instruments(), feed.plantedName(), ground.fromMs());
        try (SimulatedFeed market = ground.feed()) {
            PlantedMarket.Plan plan = PlantedMarket.Plan.of(pattern, ground.fromMs(), feed.seed);
            write(search.planted(market, plan), feed.plantedName(), missing);
        }
    }

    private void write(Map<StrategyId, String> pictures, String source, List<StrategyId> missing) throws IOException {
        for (Map.Entry<StrategyId, String> picture : pictures.entrySet()) {
            Path file = file(picture.getKey());
            Files.writeString(file, picture.getValue());
            System.out.println(file + ": " + source);
            missing.remove(picture.getKey());
        }
    }

    private Path file(StrategyId strategy) throws IOException {
        One one = wanted.one;
        Path folder = wanted.all;
        if (one != null) {
            return one.out;
        }
        if (folder == null) {
            throw new IllegalStateException("picocli wants one of --strategy and --all");
        }
        return Files.createDirectories(folder).resolve(strategy.key() + ".svg");
    }
}
