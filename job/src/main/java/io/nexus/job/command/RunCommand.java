package io.nexus.job.command;

import io.nexus.connectors.gateway.Speed;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.simulation.MarketSimulator;
import io.nexus.connectors.simulation.SimulationConfig;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.instrument.Market;
import io.nexus.job.config.ConfigException;
import io.nexus.job.config.ConfigFile;
import io.nexus.job.embedded.DataDirectory;
import io.nexus.job.embedded.EmbeddedRun;
import io.nexus.job.embedded.MetricTap;
import io.nexus.job.embedded.ProcessMemory;
import io.nexus.job.embedded.RunPlan;
import io.nexus.job.report.RunSummary;
import io.nexus.job.report.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs all eight layers in this process: broker, Flink with web UI, exchange, feed and trade history. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run all layers in this process on the simulated market or on a recording.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the run came to its end and its books agree",
            "1:a service failed; the text says which",
            "2:wrong options or configuration",
            "3:the run ended, but an identity of its summary does not hold",
            "130:interrupted; positions stay, the same command with --data goes on"
        })
public final class RunCommand implements Callable<Integer> {
    static final int FAILED = 1;
    static final int WRONG_OPTIONS = 2;
    static final int INCONSISTENT = 3;
    static final int INTERRUPTED = 130;
    private static final long INTERRUPT_LIMIT_MS = 25_000;

    @Option(names = "--replay", description = "Folder of recorded messages; without it the market is simulated.")
    @Nullable
    Path replay;

    @Option(
            names = "--duration",
            description = "Simulated market: wall time to trade, e.g. 90s, 3m (default: ${DEFAULT-VALUE}).")
    String duration = "3m";

    @Option(
            names = "--speed",
            description = "Feed time per wall time: 1x, 60x, ... or max (default: 60x; a recording: 1x).")
    @Nullable
    String speed;

    @Option(names = "--instruments", description = "Simulated instruments (default: ${DEFAULT-VALUE}).")
    int instruments = 20;

    @Option(names = "--seed", description = "Seed of the simulated market (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--warm-up",
            description = "Simulated market: feed time before trading (default: ${DEFAULT-VALUE}).")
    String warmUp = "2h";

    @Option(names = "--data", description = "Directory that outlives the run; a killed run goes on from it.")
    @Nullable
    Path data;

    @Option(names = "--config", description = "Configuration file (YAML); what it leaves out has its default.")
    @Nullable
    Path config;

    @Option(names = "--summary", description = "Write the summary to this file as JSON.")
    @Nullable
    Path summary;

    @Option(names = "--record", description = "Write the received feed to this folder; --replay reads it again.")
    @Nullable
    Path record;

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

    private final AtomicBoolean isEnding = new AtomicBoolean();

    @Override
    public Integer call() throws Exception {
        RunPlan plan;
        try {
            plan = plan();
        } catch (ConfigException | IllegalArgumentException e) {
            System.err.println("nexus: " + e.getMessage());
            return WRONG_OPTIONS;
        }
        try (DataDirectory directory = DataDirectory.open(data == null ? RunDirectories.fresh() : data)) {
            if (directory.isFinished()) {
                return showFinished(directory);
            }
            return run(plan, directory);
        } catch (IOException e) {
            System.err.println("nexus: " + e.getMessage());
            return FAILED;
        }
    }

    private int showFinished(DataDirectory directory) throws IOException {
        byte[] json = directory.summary();
        Map<?, ?> values = RecordJson.read(json, Map.class);
        System.out.println(SummaryTable.of(values));
        System.out.println("The run in " + directory.root() + " has come to its end; this is its summary."
                + " Use another directory for a new run.");
        if (summary != null) {
            Files.write(summary, json);
        }
        return 0;
    }

    private int run(RunPlan plan, DataDirectory directory) throws Exception {
        System.out.println("data directory " + directory.root());
        if (plan.replay() == null) {
            new MarketSimulator(plan.simulation(), plan.seed(), 0)
                    .plantedEdge()
                    .lines()
                    .forEach(System.out::println);
        }
        try (EmbeddedRun run = EmbeddedRun.start(plan, directory)) {
            Thread hook = new Thread(() -> interrupt(run), "interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
            System.out.println("web UI " + run.webAddress());
            try {
                new RunConductor(run, directory, System.out).conduct();
                return report(run, directory);
            } catch (IllegalStateException e) {
                if (isEnding.get()) {
                    return INTERRUPTED;
                }
                System.err.println("nexus: " + e.getMessage());
                return FAILED;
            } finally {
                isEnding.set(true);
            }
        }
    }

    /** Ctrl-C: a savepoint, then everything is closed. */
    private void interrupt(EmbeddedRun run) {
        if (isEnding.getAndSet(true)) {
            return;
        }
        haltAfter(INTERRUPT_LIMIT_MS);
        try {
            System.err.println("interrupted; savepoint " + run.stopWithSavepoint());
        } catch (Exception e) { // the process ends either way; the newest checkpoint stands
            System.err.println("interrupted; no savepoint (" + e.getMessage() + "), the newest checkpoint counts");
        }
        run.close();
    }

    /** Nothing that hangs keeps an interrupted process alive; what it leaves is what a killed one leaves. */
    private static void haltAfter(long limitMs) {
        Thread watch = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(limitMs);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(INTERRUPTED);
                },
                "interrupt-limit");
        watch.setDaemon(true);
        watch.start();
    }

    private int report(EmbeddedRun run, DataDirectory directory) throws Exception {
        RunSummary summed = new RunSummary();
        summed.feed(run.gateway().progress().received(), run.monitor());
        var counts = run.venue().orderCountByClientOrderId();
        BigDecimal funding =
                run.venue().funding().stream().map(FundingPayment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        AccountSnapshot account = run.monitor().account();
        try (TradeHistory history = TradeHistory.open(run.history())) {
            summed.trading(
                    history,
                    run.instruments(),
                    new RunSummary.VenueBooks(
                            run.venue().startWallet(Market.USDM),
                            run.venue().wallet(Market.USDM),
                            funding,
                            run.venue().orders().size(),
                            counts.size(),
                            run.venue().fills().size()),
                    account == null ? null : account.wallet());
        }
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("layers1to6", micros("layer.L6.verdictLatencyNs", 1e-3));
        latency.put("tickToSubmit", micros("layer.L7.tickToSubmitMs", 1e3));
        summed.put("latencyUs", latency);
        summed.put("eventsPerSecond", run.gateway().progress().received() / Math.max(1, run.elapsedMs() / 1_000));
        summed.put("speedReached", run.gateway().progress().speed());
        summed.put("memoryMb", ProcessMemory.peakMb());
        summed.put(
                "weightUpdates",
                run.monitor().weights() == null ? 0 : run.monitor().weights().days());
        summed.put("digests", run.monitor().digests());
        summed.put("models", run.models().describe());
        summed.put("configHash", ConfigFile.hash(run.plan().config()));
        System.out.println(SummaryTable.of(summed.values()));
        byte[] json = RecordJson.write(summed.values());
        if (summary != null) {
            Files.write(summary, json);
        }
        directory.finish(json);
        return summed.isConsistent() ? 0 : INCONSISTENT;
    }

    private static Map<String, Object> micros(String histogram, double factor) {
        Double p50 = MetricTap.quantile(histogram, 0.5);
        Double p99 = MetricTap.quantile(histogram, 0.99);
        Map<String, Object> quantiles = new LinkedHashMap<>();
        if (p50 != null && p99 != null) {
            quantiles.put("p50", p50 * factor);
            quantiles.put("p99", p99 * factor);
        }
        return quantiles;
    }

    private RunPlan plan() throws IOException {
        String pace = speed != null ? speed : (replay == null ? "60x" : "1x");
        double multiple = pace.equals("max") ? 1 : Speed.parse(pace).multiple();
        return new RunPlan(
                ConfigFile.read(config),
                replay,
                SimulationConfig.defaults().withInstruments(instruments),
                seed,
                Durations.parseMs("warm-up", warmUp),
                Math.round(Durations.parseMs("duration", duration) * multiple),
                pace,
                onEnd == OnEnd.flatten,
                isControlFrozen,
                webPort,
                record);
    }
}
