package io.nexus.cli.command;

import io.nexus.cli.embedded.DataDirectory;
import io.nexus.cli.embedded.EmbeddedFlink;
import io.nexus.cli.embedded.EmbeddedRun;
import io.nexus.cli.embedded.RunPlan;
import io.nexus.cli.models.ModelsOption;
import io.nexus.cli.models.ServedModels;
import io.nexus.cli.report.RunSummary;
import io.nexus.cli.report.StatusDisplay;
import io.nexus.cli.report.SummaryTable;
import io.nexus.cli.report.Terminal;
import io.nexus.cli.report.WarmUpLimits;
import io.nexus.connectors.config.ConfigException;
import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.gateway.Speed;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.check.Check;
import io.nexus.job.graph.JobSettings;
import io.nexus.job.models.ModelFolder;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.testbed.simulation.MarketSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs all eight layers in this process: broker, Flink with web UI, exchange, feed and trade history. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run all layers in this process on the simulated market or on a recording.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the run came to its end and its books agree",
            "1:a service failed, the data directory is refused, or most of the feed could not be used; the text says which",
            "2:wrong options or configuration",
            "3:the run ended, but an identity of its summary does not hold",
            "130:interrupted; positions stay, the same command with --data goes on"
        })
public final class RunCommand implements Callable<Integer> {
    static final int INCONSISTENT = 3;
    private static final int FAILED = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    FeedOptions feed = new FeedOptions();

    @Mixin
    ModelsOption models = new ModelsOption();

    @Option(
            names = "--duration",
            description = "Simulated market: wall time to trade, e.g. 90s, 3m (default: ${DEFAULT-VALUE}).")
    String duration = "3m";

    @Option(
            names = "--speed",
            description = "Feed time per wall time: 1x, 60x, ... or max (default: 60x; a recording: 1x).")
    @Nullable
    String speed;

    @Option(names = "--data", description = "Directory that outlives the run; a killed run goes on from it.")
    @Nullable
    Path data;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Setting of Flink, as Flink's config.yaml names it: -D state.backend.type=rocksdb.")
    Map<String, String> flink = new LinkedHashMap<>();

    @Option(names = "--parallelism", description = "Subtasks of every operator (default: 1).")
    @Nullable
    Integer parallelism;

    @Option(names = "--summary", description = "Write the summary to this file as JSON.")
    @Nullable
    Path summary;

    @Option(names = "--record", description = "Write the received feed to this folder; --replay reads it again.")
    @Nullable
    Path record;

    @Option(
            names = "--keep-runs",
            paramLabel = "N",
            description = "Without --data: runs kept on disk, with this one (default: ${DEFAULT-VALUE}).")
    int keptRuns = RunDirectories.KEPT_RUNS;

    @Option(
            names = "--keep-size",
            paramLabel = "MIB",
            description = "Without --data: MiB of older runs kept on disk (default: ${DEFAULT-VALUE}).")
    int keptMib = RunDirectories.KEPT_MIB;

    @Option(names = "--on-end", description = "flatten or keep the positions (default: ${DEFAULT-VALUE}).")
    OnEnd onEnd = OnEnd.flatten;

    @Option(names = "--freeze-control", description = "Withhold what the feedback learns, for reproducible digests.")
    boolean isControlFrozen;

    @Option(names = "--web-port", description = "Port or range of the Flink web UI (default: ${DEFAULT-VALUE}).")
    String webPort = "8081-8181";

    /** What happens to open positions at the end. */
    @SuppressWarnings("checkstyle:ConstantName") // the words of the command line
    enum OnEnd {
        flatten,
        keep
    }

    @Override
    public Integer call() throws Exception {
        RunPlan plan = plan();
        if (data != null && DataDirectory.isFinished(data)) {
            return showFinished(data);
        }
        Interruption interruption = Interruption.ofSignals();
        try (DataDirectory directory =
                DataDirectory.open(data == null ? RunDirectories.fresh(keptRuns, keptMib) : data)) {
            Notices.print(directory.notice());
            directory.run().ifPresent(run -> ResumedOptions.requireSame(feed.given(), plan, run, directory.root()));
            return run(plan.withModels(models(directory)), directory, interruption);
        } catch (Exception e) { // what fails because the process is being ended is no failure
            if (!interruption.isAsked()) {
                throw e;
            }
            LOG.info("failed while being interrupted", e);
            return Interruption.EXIT_CODE;
        }
    }

    /** Who answers: those that the command line names, else those of the run that is resumed. A resumed run may have others. */
    private ModelCatalog models(DataDirectory directory) throws IOException {
        ModelFolder before = directory.models().orElse(ModelFolder.PACKAGED);
        ModelFolder folder = models.isGiven() ? models.folder() : before;
        ModelCatalog catalog = ServedModels.of(folder, System.out::println);
        if (directory.run().isPresent() && !folder.equals(before)) {
            System.out.println("models: of " + catalog.place() + " now, of "
                    + (before.isPackaged() ? "the program itself" : before.folder()) + " before");
        }
        directory.keepModels(folder);
        return catalog;
    }

    private int showFinished(Path directory) throws IOException {
        byte[] json = DataDirectory.summary(directory);
        Map<?, ?> values = RecordJson.read(json, Map.class);
        System.out.println(SummaryTable.of(values));
        System.out.println("The run in " + directory + " has come to its end; this is its summary."
                + " Use another directory for a new run.");
        if (summary != null) {
            WholeFile.replace(summary, json);
        }
        return exitCode(values);
    }

    /** What a run whose summary this is ends with. */
    private static int exitCode(Map<?, ?> values) {
        if (!RunSummary.isConsistent(values)) {
            return INCONSISTENT;
        }
        if (RunSummary.isUnusable(values)) {
            System.err.println(
                    "nexus: most messages of the feed could not be used, see rejected; nothing follows from this"
                            + " run");
            return FAILED;
        }
        return 0;
    }

    private int run(RunPlan plan, DataDirectory directory, Interruption interruption) throws Exception {
        System.out.println("data directory " + directory.root());
        if (plan.replay() == null) {
            new MarketSimulator(plan.simulation(), plan.seed(), 0)
                    .plantedEdge()
                    .lines()
                    .forEach(System.out::println);
        }
        try (EmbeddedRun run = EmbeddedRun.start(plan, directory)) {
            interruption.leaveToRun("saving");
            run.stores().forEach(System.out::println);
            System.out.println("web UI " + run.webAddress());
            run.backFill().lines().forEach(System.out::println);
            WarmUpLimits.lowered(plan.config())
                    .forEach((key, value) -> System.out.println("short warm-up: " + key + ' ' + value));
            StatusDisplay display = new StatusDisplay(System.out, Terminal.isThere());
            if (!new RunConductor(run, directory, display, interruption).conduct()) {
                return save(run);
            }
            RunSummary summed = RunReport.of(run);
            System.out.println(SummaryTable.of(summed.values()));
            byte[] json = RecordJson.write(summed.values());
            if (summary != null) {
                WholeFile.replace(summary, json);
            }
            directory.finish(json);
            return exitCode(summed.values());
        }
    }

    /** After Ctrl-C: a savepoint, then everything is closed. */
    private static int save(EmbeddedRun run) {
        try {
            System.err.println("savepoint " + run.stopWithSavepoint());
        } catch (Exception e) { // the process ends either way; the newest checkpoint stands
            LOG.warn("no savepoint", e);
            System.err.println("no savepoint (" + Failures.text(e) + "), the newest checkpoint counts");
        }
        return Interruption.EXIT_CODE;
    }

    /** What the command line says about Flink.
     *
     * @throws ConfigException if the job can't run that way */
    private Configuration flink() {
        Configuration settings = Configuration.fromMap(flink);
        if (parallelism != null) {
            settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        }
        JobSettings.check(EmbeddedFlink.configuration(webPort, Path.of(""), settings));
        return settings;
    }

    /** What the options ask for.
     *
     * @throws IllegalArgumentException for an impossible one, before anything is started */
    private RunPlan plan() throws IOException {
        String pace = speed != null ? speed : (feed.replay == null ? "60x" : "1x");
        double multiple = pace.equals("max") ? 1 : Speed.parse(pace).multiple();
        feed.requireUsed("--seed", "--warm-up", "--instruments", "--duration");
        Check.inRange("--keep-runs", keptRuns, 1, 1_000);
        Check.inRange("--keep-size", keptMib, 0, Integer.MAX_VALUE);
        Ports.requireRange("--web-port", webPort);
        models.folder();
        OptionPaths.requireWritable("--summary", summary);
        OptionPaths.requireFolderToWrite("--data", data);
        OptionPaths.requireFolderToRecord("--record", record);
        return new RunPlan(
                        feed.config(Map.of()),
                        feed.replay,
                        feed.seed,
                        feed.warmUpMs(),
                        feed.tradeMs(duration, multiple),
                        pace,
                        onEnd == OnEnd.flatten,
                        isControlFrozen,
                        webPort,
                        record)
                .withKlines(feed.klines())
                .withFlink(flink());
    }
}
