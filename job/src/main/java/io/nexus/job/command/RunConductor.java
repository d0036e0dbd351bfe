package io.nexus.job.command;

import io.nexus.connectors.gateway.GatewayProgress;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.order.OrderStatus;
import io.nexus.job.embedded.DataDirectory;
import io.nexus.job.embedded.EmbeddedRun;
import io.nexus.job.report.StatusLine;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Takes an embedded run from its start to its end: warm-up, trading, flattening, drain. */
final class RunConductor {
    private static final long STATUS_EVERY_MS = 1_000;
    private static final long DRAIN_LIMIT_MS = 120_000;
    private static final long QUIET_MS = 2_000;

    private final EmbeddedRun run;
    private final DataDirectory data;
    private final PrintStream out;
    private final StatusLine status;
    private boolean isTrading;

    RunConductor(EmbeddedRun run, DataDirectory data, PrintStream out) {
        this.run = run;
        this.data = data;
        this.out = out;
        this.status = new StatusLine(run.gateway(), run.monitor());
    }

    /** Runs until the feed has ended and everything has drained.
     *
     * @throws IllegalStateException if a service failed or the drain did not end; the text says which and how far it came */
    void conduct() throws Exception {
        awaitFeedEnd();
        long endMs = run.gateway().progress().feedTimeMs();
        await("the job to reach the end of the feed", () -> run.monitor().progressFeedTimeMs() >= endMs);
        if (run.plan().isFlattening()) {
            run.setTradingState(TradingState.FLATTENING, "end of the run");
            await("all positions to be closed", this::isFlat);
        }
        await("all orders to be settled", this::isSettled);
        await("the counts of all instruments", run.monitor()::areTotalsCurrent);
        awaitQuiet();
        run.checkpoint();
    }

    private void awaitFeedEnd() throws Exception {
        long shownAtMs = 0;
        while (true) {
            GatewayProgress progress = run.gateway().progress();
            startTradingIfDue();
            requireRunning();
            if (progress.isSourceEnded()) {
                return;
            }
            long nowMs = System.currentTimeMillis();
            if (nowMs - shownAtMs >= STATUS_EVERY_MS) {
                out.println(status.line());
                shownAtMs = nowMs;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Trading starts once the job itself has come to the end of the warm-up, and only once in a run's life. */
    private void startTradingIfDue() throws Exception {
        if (!isTrading && run.monitor().progressFeedTimeMs() >= run.run().tradeFromMs() - 200 && isReady()) {
            isTrading = true;
            if (!data.isActivated()) {
                run.setTradingState(TradingState.ACTIVE, "warm-up is over");
                data.markActivated();
                out.println("trading starts");
            }
        }
    }

    private boolean isReady() {
        return run.monitor().progressFeedTimeMs() > Long.MIN_VALUE;
    }

    private boolean isFlat() {
        AccountSnapshot account = run.monitor().account();
        return run.venue().positions().isEmpty() && account != null && account.openPositions() == 0;
    }

    /** What the venue accepted stands in the history, in a terminal state. */
    private boolean isSettled() {
        try (TradeHistory history = TradeHistory.open(run.history())) {
            long open = 0;
            for (TradeHistory.StatusCount count : history.orderCounts()) {
                boolean isTerminal = OrderStatus.valueOf(count.status()).isTerminal();
                open += isTerminal ? 0 : count.orders();
            }
            return open == 0 && history.fills().size() == run.venue().fills().size();
        } catch (SQLException e) {
            throw new IllegalStateException("the trade history can't be read", e);
        }
    }

    /** Until the counts have not changed for a while: everything the job had to say is on its topics. */
    private void awaitQuiet() throws Exception {
        var before = run.monitor().totals();
        long sinceMs = System.currentTimeMillis();
        long limitMs = sinceMs + DRAIN_LIMIT_MS;
        while (System.currentTimeMillis() - sinceMs < QUIET_MS && System.currentTimeMillis() < limitMs) {
            requireRunning();
            TimeUnit.MILLISECONDS.sleep(50);
            var now = run.monitor().totals();
            if (!now.equals(before)) {
                before = now;
                sinceMs = System.currentTimeMillis();
            }
        }
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Condition condition) throws Exception {
        long limitMs = System.currentTimeMillis() + DRAIN_LIMIT_MS;
        while (!condition.holds()) {
            requireRunning();
            if (System.currentTimeMillis() > limitMs) {
                throw new IllegalStateException(
                        "gave up waiting for " + what + " after " + DRAIN_LIMIT_MS / 1_000 + " s; " + status.line());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void requireRunning() throws Exception {
        String failure = run.failure();
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
    }
}
