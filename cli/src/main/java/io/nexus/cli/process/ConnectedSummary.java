package io.nexus.cli.process;

import io.nexus.cli.report.ControlRefusals;
import io.nexus.cli.report.RunSummary;
import io.nexus.cli.report.StoredCounts;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.Market;
import io.nexus.testbed.venue.VenueBooks;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sums up a run behind connections from what its processes say independently of each other: counts and account on the topics,
 * the trade history, and the books of the venue where that is the simulated one. */
public final class ConnectedSummary {
    private static final long EVERY_MS = 500;
    /** Longer than the job keeps a count to itself. */
    private static final long REST_MS = 3_000;

    private final ConnectedRun run;
    private final Connections connections;

    ConnectedSummary(ConnectedRun run, Connections connections) {
        this.run = run;
        this.connections = connections;
    }

    /** The summary at the first moment at which every identity holds, else the one at the limit: while a run goes on, an order may
     * be booked at the venue and not yet in the history. Takes three seconds at least, to see whether the funnel moves: its counts
     * are compared when the job goes on and no market event comes, as at the end of a feed.
     *
     * @throws IOException if a topic or the venue can't be read
     * @throws SQLException if the trade history can't be read */
    public RunSummary await(Duration limit) throws IOException, SQLException, InterruptedException {
        long limitMs = System.currentTimeMillis() + limit.toMillis();
        StoredCounts before = run.counts();
        TimeUnit.MILLISECONDS.sleep(REST_MS);
        RunSummary summary = read(before);
        while (!summary.isConsistent() && System.currentTimeMillis() < limitMs) {
            TimeUnit.MILLISECONDS.sleep(EVERY_MS);
            summary = read(before);
        }
        return summary;
    }

    private RunSummary read(StoredCounts before) throws IOException, SQLException {
        RunSummary summary = new RunSummary();
        summary.put("market", run.isSimulated() ? "SIMULATED MARKET: no claim of profit" : "orders at a real exchange");
        StoredCounts counts = run.counts();
        Newest newest = newest();
        summary.put("feedTimeMs", counts.feedTimeMs());
        boolean isAtRest =
                counts.feedTimeMs() > before.feedTimeMs() && counts.totals().equals(before.totals());
        summary.put("funnel", isAtRest ? "at rest, compared" : "moving or stopped, not compared");
        summary.counts(counts.totals(), isAtRest);
        AccountSnapshot account = newest.account;
        try (TradeHistory history = TradeHistory.open(HistoryConfig.defaults().at(connections.history()))) {
            summary.trading(
                    history,
                    InstrumentList.load(connections),
                    run.isSimulated() ? VenueBooks.read(connections.exchange().baseUrl()) : null,
                    account == null ? null : account.wallet());
        }
        if (account != null) {
            summary.put("account", account(account));
        }
        StrategyWeights weights = newest.weights;
        summary.put("weightUpdates", weights == null ? 0 : weights.days());
        return summary;
    }

    private static Map<String, Object> account(AccountSnapshot account) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", account.account());
        values.put("tradingState", account.tradingState());
        values.put("tradingCause", account.tradingCause());
        values.put("equity", account.equity());
        values.put("openPositions", account.openPositions());
        return values;
    }

    private Newest newest() throws IOException {
        SignedRecords signed = new SignedRecords(FeedKeys.load(KeyFiles.feed(connections)));
        Newest newest = new Newest(connections.exchange().accountByMarket().get(Market.USDM));
        try (TopicReader topic = new TopicReader(connections.kafkaClient())) {
            topic.read(Topics.CONTROL, record -> newest.take(signed.control(record)));
        }
        return newest;
    }

    /** The newest account and weights of the control topic. */
    private static final class Newest {
        private final @Nullable String name;
        private final ControlRefusals refusals = new ControlRefusals();
        private @Nullable AccountSnapshot account;
        private @Nullable StrategyWeights weights;

        Newest(@Nullable String name) {
            this.name = name;
        }

        void take(ControlRecord record) {
            ControlMessage message = record.message();
            if (message == null) {
                refusals.note(record);
                return;
            }
            if (message.account() != null && message.account().account().equals(name)) {
                account = message.account();
            }
            if (message.weights() != null) {
                weights = message.weights();
            }
        }
    }
}
