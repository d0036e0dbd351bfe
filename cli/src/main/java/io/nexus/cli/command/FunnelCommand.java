package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.StudyFeed;
import io.nexus.cli.models.ModelsOption;
import io.nexus.cli.models.ServedModels;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.lab.funnel.FunnelReport;
import io.nexus.lab.funnel.FunnelStudy;
import io.nexus.lab.funnel.FunnelTables;
import io.nexus.models.catalog.ModelCatalog;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows where evaluations of a feed end, and what became of the signals that the gates stopped and let through. */
@Command(
        name = "funnel",
        mixinStandardHelpOptions = true,
        description = {
            "Show where the evaluations of a feed end, and what became of the signals.",
            "Per gate and per strategy: what is evaluated, what passes, and the shadow result of both, each signal episode"
                    + " followed from its first meeting with the gate as if entered 250 ms later, to its triple barrier,"
                    + " net of spread and two taker fees.",
            "Nothing trades. Layers 1 to 5 are as at the start of a run."
        })
public final class FunnelCommand implements Callable<Integer> {
    private static final double MINUTE_MS = 60_000;

    @Mixin
    FeedOptions feed = new FeedOptions();

    @Mixin
    ModelsOption models = new ModelsOption();

    @Option(
            names = "--duration",
            description = "Simulated market: feed time to study after the warm-up (default: ${DEFAULT-VALUE}).")
    String duration = "1h";

    @Option(names = "--json", description = "As a JSON object instead of tables.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        feed.requireUsed("--seed", "--warm-up", "--instruments", "--duration");
        RunConfig config = feed.config(Map.of());
        ModelCatalog catalog = ServedModels.of(models.folder(), System.err::println);
        try (StudyFeed studied = feed.study(config, feed.tradeMs(duration, 1))) {
            BackFilledFeed.of(studied.source()).lines().forEach(System.err::println);
            FunnelStudy study = new FunnelStudy(config.layers(), studied.instruments(), catalog, studied.fromMs());
            FunnelReport report = study.run(studied.source());
            if (isJson) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("source", feed.name());
                json.put("isSimulated", feed.replay == null);
                json.put("report", report);
                System.out.println(RecordJson.text(json));
            } else {
                print(report);
            }
        }
        return 0;
    }

    private void print(FunnelReport report) {
        System.out.printf(
                Locale.ROOT,
                "%s%n%s to %s UTC, %d instruments: %d evaluations, %d candidates; %d messages unreadable%n%n",
                feed.name(),
                OutputFormat.time(report.fromMs()),
                OutputFormat.time(report.toMs()),
                report.instruments(),
                report.evaluations(),
                report.candidates(),
                report.unreadable());
        System.out.println(FunnelTables.gates(report).fit(Terminal.tableColumns()));
        System.out.println(FunnelTables.strategies(report).fit(Terminal.tableColumns()));
        System.out.printf(
                Locale.ROOT,
                "net bp: mean of the episodes that ended (+ those that the end of the feed cut off, which are in no"
                        + " mean), by triple%nbarrier after spread and two taker fees; 95 %%: block bootstrap over blocks"
                        + " of %.0f min of all instruments, none%nwith fewer than four blocks. An episode counts once per"
                        + " gate, with the gate's first word on it.%n",
                report.blockMs() / MINUTE_MS);
    }
}
