package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.PlannedFeed;
import io.nexus.cli.embedded.RunPlan;
import io.nexus.cli.embedded.StoredRun;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.lab.explain.Explainer;
import io.nexus.lab.explain.Explanation;
import io.nexus.lab.explain.ExplanationText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains what Layers 1 and 2 said of an instrument at a time. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Show what Layers 1 and 2 said of an instrument at a time, and why.",
            "Dimensions, regime, gates, strategies, features with their percentiles, and what is still cold.",
            "Replays the feed up to that time, with control as at the start of a run; a run's own learned weights and"
                    + " calibration are not in it."
        })
public final class ExplainCommand implements Callable<Integer> {
    @Option(
            names = "--instrument",
            required = true,
            description = "venue|market|symbol, or what of it names one: BTCUSDT.")
    String instrument = "";

    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            description = "Feed time, as 2024-08-08T23:58:00Z, '2024-08-08 23:58:00' (UTC) or ms since 1970.")
    String at = "";

    @Option(names = "--json", description = "As a JSON object instead of tables.")
    boolean isJson;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory of a run: its recording, or its seed and warm-up, instead of the options.")
    @Nullable
    Path data;

    @Mixin
    FeedOptions feed = new FeedOptions();

    @Override
    public Integer call() throws IOException {
        long atMs = Times.parseMs("at", at);
        RunConfig config = feed.config(Map.of());
        RunPlan plan = plan(config);
        try (PlannedFeed opened = PlannedFeed.open(plan)) {
            BackFilledFeed.of(opened.source()).lines().forEach(System.err::println);
            Explanation explanation = Explainer.explain(
                    opened.source(),
                    known(config.job().exchange().rates().convert(opened.instruments())),
                    atMs,
                    config.layers());
            if (isJson) {
                System.out.println(RecordJson.text(explanation));
            } else {
                System.out.println(
                        plan.replay() == null ? "SIMULATED MARKET, seed " + plan.seed() : "" + plan.replay());
                System.out.print(ExplanationText.of(explanation, Terminal.tableColumns()));
            }
        }
        return 0;
    }

    private Instrument known(InstrumentCatalog instruments) {
        return InstrumentName.resolve("--instrument", instrument, instruments);
    }

    private RunPlan plan(RunConfig config) throws IOException {
        if (data == null) {
            feed.requireUsed("--seed", "--warm-up", "--instruments");
            return RunPlan.endless(config, feed.replay, feed.seed, feed.warmUpMs())
                    .withKlines(feed.klines());
        }
        for (String option : List.of("--replay", "--seed", "--warm-up")) {
            if (feed.given().hasMatchedOption(option)) {
                throw new IllegalArgumentException(option + " and --data name two markets; name one");
            }
        }
        try (StoredRun run = StoredRun.open(data)) {
            return run.feedPlan(config).withKlines(feed.klines());
        }
    }
}
