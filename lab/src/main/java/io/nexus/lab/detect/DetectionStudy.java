package io.nexus.lab.detect;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.check.Check;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.lab.plant.Pattern;
import io.nexus.lab.plant.SimulatedGround;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plants one pattern after the other into a market of its own each time, so that no strategy is blamed for another's pattern.
 *
 * @param seed of market and planting; the same seed gives the same figures
 * @param plants patterns wanted of each kind, at a time; a recording may end before */
public record DetectionStudy(LayersConfig config, SimulationConfig simulation, long seed, int plants) {
    public static final String SIMULATED = "simulated";
    public static final String RECORDED = "recorded";

    /** Recordings are short. */
    private static final long RECORDED_LEARNING_MS = 330_000;

    public DetectionStudy {
        Check.positive("plants", plants);
    }

    /** Plants into the simulated market, in which nothing else happens. */
    public Detection simulated(Pattern pattern) {
        return DetectionRun.detection(SIMULATED, List.of(simulatedRun(pattern)));
    }

    /** How strong the episodes of a pattern's strategy are when they begin, in that market. */
    List<Double> strengths(Pattern pattern) {
        return simulatedRun(pattern).strengths();
    }

    private DetectionRun simulatedRun(Pattern pattern) {
        SimulatedGround ground = SimulatedGround.of(simulation, seed);
        DetectionRun run =
                new DetectionRun(ground.instruments(), pattern.config(config), pattern, ground.fromMs(), seed);
        try (SimulatedFeed feed = ground.feed()) {
            run.run(feed, plants);
        }
        return run;
    }

    /** Plants into a recording, anew each time it is played.
     *
     * @param rounds times it is played; positive
     * @throws IllegalArgumentException if the folder holds no recording */
    public Detection recorded(Pattern pattern, Path folder, int rounds) {
        Check.positive("rounds", rounds);
        InstrumentCatalog instruments = RecordingFolder.instruments(folder);
        long fromMs = firstMs(folder, instruments) + RECORDED_LEARNING_MS;
        List<DetectionRun> runs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            DetectionRun run = new DetectionRun(instruments, pattern.config(config), pattern, fromMs, seed + round);
            try (RecordedFeed feed = new RecordedFeed(folder, instruments, false)) {
                run.run(feed, plants);
            }
            runs.add(run);
        }
        return DetectionRun.detection(RECORDED, runs);
    }

    private static long firstMs(Path folder, InstrumentCatalog instruments) {
        try (RecordedFeed feed = new RecordedFeed(folder, instruments, false)) {
            FeedMessage first = feed.next();
            if (first == null) {
                throw new IllegalArgumentException("no message in " + folder);
            }
            return first.feedTimeMs();
        }
    }
}
