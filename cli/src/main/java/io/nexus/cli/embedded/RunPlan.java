package io.nexus.cli.embedded;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.process.FeedPlan;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.recorded.KlineSource;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.testbed.simulation.SimulationConfig;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** What an embedded run is to do.
 *
 * @param replay folder of recorded messages; null = the simulated market
 * @param seed of the simulated market
 * @param warmUpMs feed time of events before trading starts (simulated market only)
 * @param tradeMs feed time from the start of trading to the end; ignored for a recording, which ends by itself
 * @param speed after the warm-up: {@code 1x}, {@code 60x}, {@code max}
 * @param isFlattening whether everything is closed at the end
 * @param isControlFrozen whether control messages of the feedback are withheld, for reproducible digests
 * @param webPort port or range of the Flink web UI
 * @param record folder into which the received feed is written; null = none
 * @param klines fill the bars before a recording; null = none
 * @param flink settings of Flink that differ from those of an embedded run
 * @param models who answers in each role */
public record RunPlan(
        RunConfig config,
        @Nullable Path replay,
        long seed,
        long warmUpMs,
        long tradeMs,
        String speed,
        boolean isFlattening,
        boolean isControlFrozen,
        String webPort,
        @Nullable Path record,
        @Nullable KlineSource klines,
        Configuration flink,
        ModelCatalog models) {
    private static final Configuration NO_SETTINGS = new Configuration();

    public RunPlan {
        if (klines != null && replay == null) {
            throw new IllegalArgumentException("klines are for a recording; the simulated market brings its own bars");
        }
        FeedPlan.requireHeard(config, speed);
    }

    /** A plan without klines. */
    public RunPlan(
            RunConfig config,
            @Nullable Path replay,
            long seed,
            long warmUpMs,
            long tradeMs,
            String speed,
            boolean isFlattening,
            boolean isControlFrozen,
            String webPort,
            @Nullable Path record) {
        this(
                config,
                replay,
                seed,
                warmUpMs,
                tradeMs,
                speed,
                isFlattening,
                isControlFrozen,
                webPort,
                record,
                null,
                NO_SETTINGS,
                ModelCatalog.packaged());
    }

    /** The same plan with bars filled in from klines.
     *
     * @throws IllegalArgumentException if the market is simulated */
    public RunPlan withKlines(@Nullable KlineSource source) {
        return new RunPlan(
                config,
                replay,
                seed,
                warmUpMs,
                tradeMs,
                speed,
                isFlattening,
                isControlFrozen,
                webPort,
                record,
                source,
                flink,
                models);
    }

    /** The same plan with other settings of Flink. */
    public RunPlan withFlink(Configuration settings) {
        return new RunPlan(
                config,
                replay,
                seed,
                warmUpMs,
                tradeMs,
                speed,
                isFlattening,
                isControlFrozen,
                webPort,
                record,
                klines,
                settings,
                models);
    }

    /** The same plan with other models. */
    public RunPlan withModels(ModelCatalog others) {
        return new RunPlan(
                config,
                replay,
                seed,
                warmUpMs,
                tradeMs,
                speed,
                isFlattening,
                isControlFrozen,
                webPort,
                record,
                klines,
                flink,
                others);
    }

    /** A plan for its feed alone, which a reader leaves when it has what it wants. */
    public static RunPlan endless(RunConfig config, @Nullable Path replay, long seed, long warmUpMs) {
        return new RunPlan(config, replay, seed, warmUpMs, FeedPlan.ENDLESS_MS, "max", false, false, "0", null);
    }

    /** The simulated market. */
    public SimulationConfig simulation() {
        return config.simulation();
    }

    /** Where the feed comes from, for the data directory. */
    String source() {
        return FeedPlan.source(replay);
    }

    /** A run that begins.
     *
     * @throws IllegalArgumentException if it is to be recorded where a recording is already */
    DataDirectory.Run newRun(String runId) {
        if (record != null) {
            RecordingFolder.requireNone(record);
        }
        FeedPlan.Span span = replay == null ? FeedPlan.Span.simulated(warmUpMs, tradeMs) : FeedPlan.Span.RECORDED;
        return new DataDirectory.Run(
                runId,
                source(),
                replay == null ? seed : 0,
                span.startFeedTimeMs(),
                span.tradeFromMs(),
                span.endFeedTimeMs(),
                simulationHash(),
                klinesText());
    }

    /** Where the bars before a recording come from; empty = there are none. */
    public String klinesText() {
        return klines == null ? "" : klines.text();
    }

    /** Hash of the simulated market's options; null of a recording. */
    public @Nullable String simulationHash() {
        return replay == null ? ConfigFile.hash(config.simulation()) : null;
    }

    /** The feed of a run that has begun. */
    FeedPlan feed(DataDirectory.Run run) {
        FeedPlan.Span span = new FeedPlan.Span(run.startFeedTimeMs(), run.tradeFromMs(), run.endFeedTimeMs());
        return new FeedPlan(config, replay, klines, record, run.seed(), span, speed);
    }
}
