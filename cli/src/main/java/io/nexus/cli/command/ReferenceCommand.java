package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.StudyFeed;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.check.Check;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.lab.detect.StrengthStudy;
import io.nexus.lab.reference.CheckedBars;
import io.nexus.lab.reference.CheckedInstrument;
import io.nexus.lab.reference.ReferenceStudy;
import io.nexus.lab.table.TextTable;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits the distributions from which percentiles start, and checks them on data the fit has not seen. */
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description = "Fit the reference histograms that percentiles start from, or check what they do.")
public final class ReferenceCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    private static void requireInputs(Path replay, @Nullable Path klines, double share) {
        OptionPaths.requireRecording(replay);
        OptionPaths.requireFolder("--klines", klines);
        Check.inOpenUnitInterval("--share", share);
    }

    /** Without a subcommand: says what there is. */
    @Override
    public void run() {
        if (spec != null) {
            CommandLine.usage(spec.commandLine(), System.out);
        }
    }

    @Command(
            name = "fit",
            mixinStandardHelpOptions = true,
            description = {
                "Fit reference histograms to the first part of a recording, and of klines, and write them to a file.",
                "The file shipped is udf/src/main/resources/reference-histograms.json."
            })
    int fit(
            @Option(names = "--replay", paramLabel = "DIR", required = true, description = "Folder of a recording.")
                    Path replay,
            @Option(
                            names = "--klines",
                            paramLabel = "DIR",
                            description = "Folder of kline files, for what bars can tell.")
                    @Nullable
                    Path klines,
            @Option(
                            names = "--share",
                            defaultValue = "0.6",
                            description = "Of each source (default: ${DEFAULT-VALUE}).")
                    double share,
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write.") Path out)
            throws IOException {
        requireInputs(replay, klines, share);
        OptionPaths.requireWritable("--out", out);
        ReferenceStudy study = new ReferenceStudy(LayersConfig.defaults(), replay, klines, share);
        Files.writeString(
                out, study.fit(LocalDate.now(ZoneOffset.UTC).toString()).json());
        System.out.println("wrote " + out);
        return 0;
    }

    @Command(
            name = "strengths",
            mixinStandardHelpOptions = true,
            description = {
                "Fit the distributions of each strategy's strength that confidence starts from, and write them to a file.",
                "Of a recording where a strategy fires often enough, else of the simulated market, else of planted patterns.",
                "The file shipped is domain/src/main/resources/io/nexus/domain/control/reference-strengths.csv."
            })
    int strengths(
            @Option(names = "--replay", paramLabel = "DIR", description = "Folder of a recording.") @Nullable
                    Path replay,
            @Option(
                            names = "--duration",
                            defaultValue = "27h",
                            description = "Of the simulated market (default: ${DEFAULT-VALUE}).")
                    String duration,
            @Option(
                            names = "--seed",
                            defaultValue = "1",
                            description = "Of market and planting (default: ${DEFAULT-VALUE}).")
                    long seed,
            @Option(
                            names = "--plants",
                            defaultValue = "60",
                            description = "Of each pattern (default: ${DEFAULT-VALUE}).")
                    int plants,
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write.") Path out)
            throws IOException {
        OptionPaths.requireWritable("--out", out);
        OptionPaths.requireRecording(replay);
        Check.inRange("--plants", plants, 1, 100_000);
        FeedOptions feed = new FeedOptions();
        feed.seed = seed;
        RunConfig config = feed.config(Map.of());
        StrengthStudy study = new StrengthStudy(config.layers(), config.simulation());
        try (StudyFeed simulated = feed.study(config, feed.tradeMs(duration, 1))) {
            study.simulated(simulated.source(), simulated.instruments());
        }
        if (replay != null) {
            feed.replay = replay;
            try (StudyFeed recorded = feed.study(config, 0)) {
                study.recorded(recorded.source(), recorded.instruments());
            }
        }
        String words = String.format(
                Locale.ROOT,
                "# strategy; episodes; source; %d quantiles of strength when an episode begins. By `nexus reference strengths`,%n"
                        + "# %s of the simulated market (seed %d), %d plants, recording %s%n",
                Calibration.QUANTILES,
                duration,
                seed,
                plants,
                replay == null ? "none" : replay.getFileName());
        Files.writeString(out, words + study.lines(seed, plants));
        System.out.println("wrote " + out);
        return 0;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Show what Layer 1 says of the last part of a recording, warmed by its first part.",
                "With the shipped reference, and with one that never saw the instrument's symbol."
            })
    int check(
            @Option(names = "--replay", paramLabel = "DIR", required = true, description = "Folder of a recording.")
                    Path replay,
            @Option(
                            names = "--klines",
                            paramLabel = "DIR",
                            description = "Folder of kline files, for the reference without the symbol.")
                    @Nullable
                    Path klines,
            @Option(
                            names = "--share",
                            defaultValue = "0.6",
                            description = "That only warms up (default: ${DEFAULT-VALUE}).")
                    double share,
            @Option(names = "--json", description = "As a JSON object instead of tables.") boolean isJson)
            throws IOException {
        requireInputs(replay, klines, share);
        ReferenceStudy study = new ReferenceStudy(LayersConfig.defaults(), replay, klines, share);
        List<CheckedInstrument> shipped = study.check();
        List<CheckedInstrument> leftOut = study.checkLeftOut();
        List<CheckedBars> bars = study.checkBars();
        if (isJson) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("shipped", shipped);
            all.put("leftOut", leftOut);
            all.put("bars", bars);
            System.out.println(RecordJson.text(all));
            return 0;
        }
        System.out.println("shipped reference\n" + gates(shipped) + '\n' + dimensions(shipped));
        System.out.println("reference that never saw the instrument\n" + gates(leftOut) + '\n' + dimensions(leftOut));
        if (!bars.isEmpty()) {
            System.out.println(
                    "last part of each symbol's bars in a reference that never saw them: mean ranks\n" + bars(bars));
        }
        return 0;
    }

    private static TextTable bars(List<CheckedBars> rows) {
        TextTable table = new TextTable(
                "bars", "#samples", "#volume", "#sigma", "#momentum", "#trend", "#noise", "#noise above 95 %");
        for (CheckedBars row : rows) {
            Map<Metric, Double> ranks = row.meanRanks();
            table.row(
                    row.instrument(),
                    row.samples(),
                    OutputFormat.real(ranks.get(Metric.VOLUME_60S_USD), 3),
                    OutputFormat.real(ranks.get(Metric.SIGMA), 3),
                    OutputFormat.real(ranks.get(Metric.MOMENTUM), 3),
                    OutputFormat.real(ranks.get(Metric.TREND), 3),
                    OutputFormat.real(ranks.get(Metric.NOISE), 3),
                    percent(row.highNoiseShare()));
        }
        return table;
    }

    private static TextTable gates(List<CheckedInstrument> rows) {
        TextTable table = new TextTable(
                "instrument",
                "#evaluations",
                "#composite",
                "#HIGH_NOISE fires",
                "#stands",
                "#score>=0.5",
                "#liquidity>=0.3",
                "#no CRISIS",
                "#no HIGH_NOISE",
                "#all four");
        List<CheckedInstrument> shown = new ArrayList<>(rows);
        shown.add(CheckedInstrument.all(rows));
        for (CheckedInstrument row : shown) {
            table.row(
                    row.instrument(),
                    row.evaluations(),
                    OutputFormat.real(row.compositeMean(), 3),
                    percent(row.highNoiseFiredShare()),
                    percent(row.highNoiseShare()),
                    percent(row.scorePassShare()),
                    percent(row.liquidityPassShare()),
                    percent(row.crisisPassShare()),
                    percent(row.noisePassShare()),
                    percent(row.allPassShare()));
        }
        return table;
    }

    private static TextTable dimensions(List<CheckedInstrument> rows) {
        TextTable table = new TextTable(
                "means", "#liquidity", "#volatility", "#momentum", "#imbalance", "#trend", "#noise", "grades");
        for (CheckedInstrument row : rows) {
            Dimensions means = row.dimensions();
            table.row(
                    row.instrument(),
                    OutputFormat.real(means.liquidity(), 3),
                    OutputFormat.real(means.volatility(), 3),
                    OutputFormat.real(means.momentum(), 3),
                    OutputFormat.real(means.imbalance(), 3),
                    OutputFormat.real(means.trendStrength(), 3),
                    OutputFormat.real(means.noise(), 3),
                    grades(row.gradeShares()));
        }
        return table;
    }

    private static String grades(Map<Grade, Double> shares) {
        StringBuilder text = new StringBuilder();
        shares.forEach((grade, share) -> {
            if (share > 0) {
                String name = grade.name().replace("_PLUS", "+");
                text.append(text.isEmpty() ? "" : "  ").append(name).append(' ').append(percent(share));
            }
        });
        return text.toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
