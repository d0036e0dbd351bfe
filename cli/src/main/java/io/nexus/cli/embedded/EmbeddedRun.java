package io.nexus.cli.embedded;

import io.nexus.cli.process.ControlDesk;
import io.nexus.cli.process.FeedPlan;
import io.nexus.cli.process.FeedService;
import io.nexus.cli.process.Services;
import io.nexus.cli.process.VenueProcess;
import io.nexus.cli.report.CountsKeeper;
import io.nexus.cli.report.RunMonitor;
import io.nexus.cli.store.LedgerKeeper;
import io.nexus.cli.store.StoreCheck;
import io.nexus.cli.store.StoreVerdict;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.gateway.FeedGateway;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistoryFollower;
import io.nexus.connectors.history.HistorySchema;
import io.nexus.connectors.kafka.ControlLog;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.BackFill;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.job.TradingJob;
import io.nexus.job.graph.ConnectedPipeline;
import io.nexus.job.graph.JobSettings;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.testbed.broker.EmbeddedKafka;
import io.nexus.testbed.database.HistoryServer;
import io.nexus.testbed.venue.SimulatedExchange;
import io.nexus.testbed.venue.SimulatedExchangeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All services of one run in this process, started in order and closed in reverse. */
public final class EmbeddedRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRun.class);

    private final RunPlan plan;
    private final RunProbes probes;
    private final DataDirectory data;
    private final DataDirectory.Run run;
    private final long startedAtMs = System.currentTimeMillis();
    private final Services services = new Services();
    private final InstrumentCatalog instruments;
    /** As the feed lists them, before rates of other assets: the pipeline values them itself. */
    private final InstrumentCatalog listed;

    private final BackFill backFill;
    private final String account;
    private final HistoryConfig history;
    private final HistoryFollower follower;
    private final SimulatedExchange venue;
    private final RunMonitor monitor;
    private final CountsKeeper counts;
    private final ControlDesk control;
    private final StoreCheck stores;
    private final LedgerKeeper ledger;
    private final CheckpointWatch checkpoints;
    private final EmbeddedFlink flink;
    private final FeedService feed;

    /** Starts everything; on failure what had started is closed again.
     *
     * @throws IllegalArgumentException if an instrument is quoted in an asset without a rate
     * @throws Exception what kept a service from starting */
    public static EmbeddedRun start(RunPlan plan, DataDirectory data) throws Exception {
        return start(plan, data, RunProbes.NONE);
    }

    /** The same, watched. */
    public static EmbeddedRun start(RunPlan plan, DataDirectory data, RunProbes probes) throws Exception {
        return new EmbeddedRun(plan, data, probes);
    }

    @SuppressWarnings("NullAway.Init") // a failing start closes what it has opened and leaves by the exception
    private EmbeddedRun(RunPlan plan, DataDirectory data, RunProbes probes) throws Exception {
        this.plan = plan;
        this.probes = probes;
        this.data = data;
        try {
            data.withdraw();
            stores = StoreCheck.of(data.root());
            stores.verdicts().forEach(verdict -> LOG.info("{}", verdict));
            run = data.run().isEmpty() ? begin() : resumed();
            FeedPlan feedPlan = plan.feed(run);
            FeedSource source = feedPlan.open();
            backFill = BackFilledFeed.of(source);
            listed = feedPlan.instruments();
            instruments = plan.config().job().exchange().rates().convert(listed);
            account = FeedPlan.account(instruments);
            history = plan.config().history().in(data.database());
            Files.createDirectories(data.database());
            Files.createDirectories(data.keys());
            Path feedKeys = DataDirectory.feedKeys(data.root());
            FeedKeys keys = Files.exists(feedKeys) ? FeedKeys.load(feedKeys) : FeedKeys.create(feedKeys, "feed-1");
            LedgerKeeper.begin(data.root(), stores.ledger());
            services.opened(() -> LedgerKeeper.end(data.root()));
            HistorySchema.create(history);
            HistoryServer historyServer = services.opened(HistoryServer.start(data.database()));
            EmbeddedKafka kafka = services.opened(EmbeddedKafka.start(data.kafka()));
            TopicAdmin.create(kafka.client(), Topics.all(Topics.MARKET_RETENTION_BYTES), OptionalInt.of(1));
            StoreCheck.requireRun(data.root(), run.runId(), kafka.client(), keys);
            if (stores.isHistoryRebuilt()) {
                HistoryFollower.rewind(kafka.client());
            }
            Services lastLedger = services.opened(new Services()); // closed once venue and history have ended
            follower = services.opened(HistoryFollower.start(history, instruments, kafka.client(), keys));
            venue = services.opened(SimulatedExchange.start(venueConfig(), instruments));
            monitor = services.opened(new RunMonitor(kafka.client(), keys));
            counts = services.opened(new CountsKeeper(monitor, data.counts(), data.status()));
            long signedAtWallMs = ControlLog.newestSentAtWallMs(kafka.client(), keys);
            control = services.opened(
                    new ControlDesk(kafka.client(), keys, () -> Math.max(signedAtWallMs, monitor.signedAtWallMs())));
            ledger = lastLedger.opened(
                    LedgerKeeper.start(data.root(), run.runId(), history, venue, kafka.client(), stores.ledger()));
            flink = services.opened(startJob(kafka.bootstrapServers(), feedKeys));
            ledger.job(flink.jobId());
            checkpoints = services.opened(new CheckpointWatch(flink));
            if (ControlLog.newestRun(kafka.client(), keys) == null) {
                control.start(run.runId(), Math.max(0, run.startFeedTimeMs())); // of a recording unknown
                data.markStarted();
            }
            var ends = new FeedService.Ends(
                    listed, keys, kafka.client(), probes.feed(), venue::onMarketEvent, run.runId());
            feed = services.opened(FeedService.start(feedPlan, data.generatorSnapshots(), source, ends));
            services.opened(data::withdraw);
            data.publish(new DataDirectory.Addresses(kafka.bootstrapServers(), historyServer.url(), account));
        } catch (Exception e) { // whatever it was: close what is open and pass it on
            close();
            throw e;
        }
    }

    public String webAddress() throws Exception {
        return flink.webAddress();
    }

    /** What became of each store that an earlier process left; empty in a new directory. */
    public List<StoreVerdict> stores() {
        return stores.verdicts();
    }

    /** Checkpoints since the start of this process, as of some seconds ago. */
    public EmbeddedFlink.Checkpoints checkpoints() {
        return checkpoints.newest();
    }

    /** What people should know and does not end the run, since the last call. */
    public List<String> remarks() {
        return Stream.concat(ledger.remarks().stream(), checkpoints.remarks().stream())
                .toList();
    }

    /** Wall time since the start of this process's part of the run. */
    public long elapsedMs() {
        return System.currentTimeMillis() - startedAtMs;
    }

    public DataDirectory.Run run() {
        return run;
    }

    public RunPlan plan() {
        return plan;
    }

    public FeedGateway gateway() {
        return feed.gateway();
    }

    /** Which bars came before the feed, once known; empty until then. */
    public List<String> bars() {
        return feed.bars();
    }

    public RunMonitor monitor() {
        return monitor;
    }

    public SimulatedExchange venue() {
        return venue;
    }

    public HistoryConfig history() {
        return history;
    }

    /** Whether the history holds all that the job has written to its topics, as of half a second ago. */
    public boolean isHistoryWritten() {
        return follower.progress().isCaughtUp();
    }

    public InstrumentCatalog instruments() {
        return instruments;
    }

    /** The bars before the feed's first message. */
    public BackFill backFill() {
        return backFill;
    }

    public ModelCatalog models() {
        return plan.models();
    }

    /** Sets the trading state of the account. */
    public void setTradingState(TradingState state, String reason) {
        control.setTradingState(account, state, reason, gateway().progress().feedTimeMs());
    }

    /** Why the run can't go on; empty while it can. */
    public String failure() throws Exception {
        JobStatus status = flink.status();
        String job = status.isGloballyTerminalState() ? "job " + status + ": " + flink.failure() : "";
        return Stream.of(
                        feed.failure(),
                        failureOf("run monitor", monitor.failure()),
                        failureOf("trade history", follower.failure()),
                        failureOf("counts keeper", counts.failure()),
                        job)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String failureOf(String service, @Nullable Throwable failure) {
        return failure == null ? "" : service + ": " + failure;
    }

    /** Why the job starts again after a failure, innermost cause in the first line; empty while it runs. */
    public String restartCause() throws Exception {
        return flink.status() == JobStatus.RESTARTING ? flink.failure() : "";
    }

    /** Takes a checkpoint of the job and waits for it. */
    public void checkpoint() throws Exception {
        flink.checkpoint();
    }

    /** Stops the feed, then the job with a savepoint in the data directory; positions stay as they are. */
    public String stopWithSavepoint() throws Exception {
        feed.close();
        return flink.stopWithSavepoint(data.savepoints());
    }

    /** Closes what is open; a second thread that closes waits for the first. */
    @Override
    public void close() {
        services.close();
    }

    private DataDirectory.Run begin() throws IOException {
        DataDirectory.Run begun = plan.newRun(UUID.randomUUID().toString());
        data.begin(begun);
        return begun;
    }

    private DataDirectory.Run resumed() throws IOException {
        DataDirectory.Run known = data.run().orElseThrow();
        if (!known.source().equals(plan.source())) {
            throw new IOException("data directory " + data.root() + " belongs to a run on " + known.source()
                    + ", this one is on " + plan.source());
        }
        return known;
    }

    private SimulatedExchangeConfig venueConfig() {
        return VenueProcess.settings(plan.config(), data.keys().resolve("venue.key"), data.venueJournal());
    }

    private EmbeddedFlink startJob(String bootstrapServers, Path feedKeys) throws Exception {
        var settings = EmbeddedFlink.configuration(plan.webPort(), data.root(), plan.flink());
        var environment = JobSettings.environment(settings);
        new ConnectedPipeline(
                        plan.config().job(),
                        connections(bootstrapServers, feedKeys),
                        listed,
                        plan.models(),
                        run.runId(),
                        probes.exchange(),
                        plan.isControlFrozen())
                .build(environment);
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(TradingJob.NAME);
        Path checkpoint = stores.checkpoint();
        if (checkpoint != null) {
            graph.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), false));
        }
        return EmbeddedFlink.start(settings, graph);
    }

    /** Where the services of this process are. */
    private Connections connections(String bootstrapServers, Path feedKeys) {
        Connections places = Connections.defaults();
        return new Connections(
                Map.of("bootstrap.servers", bootstrapServers),
                places.history(),
                new Connections.Exchange(
                        venue.baseUrl(),
                        data.keys().resolve("venue.key").toString(),
                        "",
                        Map.of(Market.USDM.name(), account)),
                new Connections.Feed(feedKeys.toString()),
                places.flink(),
                places.models());
    }
}
