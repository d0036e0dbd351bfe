package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.RunPlan;
import io.nexus.cli.embedded.StudyFeed;
import io.nexus.cli.process.FeedPlan;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.recorded.KlineSource;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Which feed a command is about, and the configuration. */
final class FeedOptions {
    private static final long LONGEST_WARM_UP_MS = 3_650L * 86_400_000;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec mixee;

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "Folder of recorded messages; without it the market is simulated.")
    @Nullable
    Path replay;

    @Option(
            names = "--klines",
            paramLabel = "DIR",
            description =
                    "Folder of Binance's kline files (SYMBOL-1m....csv, .csv.gz or .zip, flat or in folders, of any length "
                            + "that divides an hour) that fill the bars before a recording's start; one-hour bars are made of "
                            + "shorter ones where none are there. A folder above each file names its market: spot, usdm or cm.")
    @Nullable
    Path klines;

    @Option(
            names = "--klines-market",
            paramLabel = "MARKET",
            description =
                    "Market that the klines stand for, too: with usdm, spot klines fill the bars of USD-M perpetuals that "
                            + "have none of their own, and files of folders that name no market are USD-M. One of spot, usdm, cm.")
    @Nullable
    String klinesMarket;

    @Option(names = "--instruments", description = "Simulated instruments (default: the configuration's).")
    @Nullable
    Integer instruments;

    @Option(names = "--seed", description = "Seed of the simulated market (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--warm-up",
            description = "Simulated market: feed time before trading (default: ${DEFAULT-VALUE}).")
    String warmUp = "2h";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file (YAML); what it leaves out has its default.")
    @Nullable
    Path file;

    /** What was named on the command line. */
    ParseResult given() {
        if (mixee == null) {
            throw new IllegalStateException("no command line was parsed");
        }
        return mixee.commandLine().getParseResult();
    }

    /** @throws IllegalArgumentException for an option of the simulated market beside a recording, which has no use for it */
    void requireUsed(String... options) {
        for (String option : options) {
            if (replay != null && given().hasMatchedOption(option)) {
                throw new IllegalArgumentException(
                        option + " is of the simulated market; --replay has a market of its own");
            }
        }
    }

    /** The configuration file with the command line's words laid over it.
     *
     * @param more sections of other options
     * @throws io.nexus.connectors.config.ConfigException naming key, value and range
     * @throws IOException if the file can't be read */
    RunConfig config(Map<String, Object> more) throws IOException {
        klines();
        OptionPaths.requireRecording(replay);
        OptionPaths.requireFolder("--klines", klines);
        Map<String, Object> sections = new HashMap<>(more);
        if (instruments != null) {
            sections.put("simulation", Map.of("instruments", instruments));
        }
        return ConfigBinder.bind(ConfigFile.read(file, RunConfig.defaults()), sections);
    }

    long warmUpMs() {
        long ms = Durations.parseMs("warm-up", warmUp);
        if (ms > LONGEST_WARM_UP_MS) {
            throw new IllegalArgumentException("--warm-up must be at most 3650d, was " + warmUp);
        }
        return ms;
    }

    /** Feed time of a duration of wall time.
     *
     * @param speed feed time per wall time
     * @throws IllegalArgumentException if it is 0 or longer than any market */
    long tradeMs(String duration, double speed) {
        double ms = Durations.parsePositiveMs("duration", duration) * speed;
        if (ms > FeedPlan.ENDLESS_MS) {
            throw new IllegalArgumentException(
                    "--duration must be at most 3650d of feed time (times --speed), was " + duration);
        }
        return Math.max(1, Math.round(ms));
    }

    /** Where the bars before a recording come from; null without klines.
     *
     * @throws IllegalArgumentException for a market that is none, or without klines */
    @Nullable
    KlineSource klines() {
        Market standsFor =
                switch (klinesMarket == null ? "" : klinesMarket.toLowerCase(Locale.ROOT)) {
                    case "" -> null;
                    case "spot" -> Market.SPOT;
                    case "usdm" -> Market.USDM;
                    case "cm", "coinm" -> Market.COINM;
                    default -> throw new IllegalArgumentException(
                            "--klines-market must be one of spot, usdm, cm, was " + klinesMarket);
                };
        if (klines == null && standsFor != null) {
            throw new IllegalArgumentException("--klines-market needs --klines");
        }
        return klines == null ? null : new KlineSource(klines, standsFor);
    }

    /** The feed for those who study it.
     *
     * @param durationMs feed time after the warm-up; a recording ends by itself
     * @throws IllegalArgumentException if there is no such recording */
    StudyFeed study(RunConfig config, long durationMs) {
        return StudyFeed.open(new RunPlan(config, replay, seed, warmUpMs(), durationMs, "max", false, false, "0", null)
                .withKlines(klines()));
    }

    /** What the simulated market is once a pattern has been planted into it. */
    String plantedName() {
        return "SIMULATED MARKET, seed " + seed + ", with PLANTED patterns: no claim of profit";
    }

    /** What the feed is, and what its numbers are worth. */
    String name() {
        return replay == null
                ? "SIMULATED MARKET, seed " + seed + ": no claim of profit"
                : "recording " + replay.toAbsolutePath().normalize().getFileName();
    }
}
