package io.nexus.cli.command;

import io.nexus.cli.embedded.DataDirectory;
import io.nexus.cli.embedded.EmbeddedRun;
import io.nexus.cli.report.StatusDisplay;
import io.nexus.cli.report.StatusLine;
import io.nexus.cli.report.Terminal;
import io.nexus.cli.report.WarmUpLimits;
import io.nexus.cli.report.WarmUpProgress;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.order.OrderStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an embedded run from its start to its end: warm-up, trading, flattening, drain. */
final class RunConductor {
    private static final Logger LOG = LoggerFactory.getLogger(RunConductor.class);
    private static final long DRAIN_LIMIT_MS = 120_000;
    private static final long QUIET_MS = 2_000;
    private static final int LOG_COLUMNS = 1_000;

    private final EmbeddedRun run;
    private final DataDirectory data;
    private final StatusDisplay display;
    private final Interruption interruption;
    private final StatusLine status;
    private final int columns = Terminal.columns();
    private boolean isTrading;
    private boolean isRestartTold;
    private boolean areBarsReported;

    RunConductor(EmbeddedRun run, DataDirectory data, StatusDisplay display, Interruption interruption) {
        this.run = run;
        this.data = data;
        this.display = display;
        this.interruption = interruption;
        this.status = new StatusLine(
                run.gateway(),
                run.monitor(),
                new WarmUpProgress(run.run().startFeedTimeMs(), run.run().tradeFromMs()),
                WarmUpLimits.lowered(run.plan().config()).isEmpty() ? "" : "SHORT WARM-UP");
    }

    /** Runs until the feed has ended and everything has drained.
     *
     * @return false if the run was interrupted; nothing was closed then
     * @throws IllegalStateException if a service failed or the drain did not end; the text says which and how far it came */
    boolean conduct() throws Exception {
        try {
            awaitFeedEnd();
            display.say("end of feed");
            drain();
            return true;
        } catch (InterruptedRunException e) {
            return false;
        } finally {
            display.end();
        }
    }

    private void drain() throws Exception {
        long endMs = run.gateway().progress().feedTimeMs();
        await("the job to reach the end of the feed", () -> run.monitor().progressFeedTimeMs() >= endMs);
        if (run.plan().isFlattening() && isFrozen()) {
            display.say("frozen by the operator: positions stay");
        } else if (run.plan().isFlattening()) {
            run.setTradingState(TradingState.FLATTENING, "end of the run");
            await("all positions to be closed", this::isFlat);
        }
        await("all orders to be settled", this::isSettled);
        await("the counts of all instruments", run.monitor()::areTotalsCurrent);
        awaitQuiet();
        await("the trade history to be written", run::isHistoryWritten);
        run.checkpoint();
    }

    private void awaitFeedEnd() throws Exception {
        while (!run.gateway().progress().isSourceEnded()) {
            startTradingIfDue();
            step();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        startTradingIfDue();
    }

    /** Trading starts once the job itself has come to the end of the warm-up, and only once in a run's life; what an operator
     * said before that stands. */
    private void startTradingIfDue() throws Exception {
        boolean isDue = run.monitor().progressFeedTimeMs() >= run.run().tradeFromMs();
        if (!isTrading && isReady() && isDue) {
            isTrading = true;
            RunReport.forgetWarmUpLatencies();
            if (data.isActivated()) {
                return;
            }
            TradingStateChange newest = run.monitor().tradingState();
            if (newest == null && run.monitor().isControlDoubtful()) {
                String doubt =
                        "the control topic holds records about trading states that can't be believed, see the log";
                run.setTradingState(TradingState.REDUCING, doubt);
                display.say("warm-up is over; the account only reduces: " + doubt + "; nexus control resume ends it");
            } else if (newest == null) {
                run.setTradingState(TradingState.ACTIVE, "warm-up is over");
                display.say("trading starts");
            } else {
                display.say(
                        "warm-up is over; the trading state stays " + newest.state() + " (" + newest.reason() + ")");
            }
            data.markActivated();
        }
    }

    private boolean isFrozen() {
        AccountSnapshot account = run.monitor().account();
        return account != null && account.tradingState() == TradingState.FROZEN;
    }

    private boolean isReady() {
        return run.monitor().progressFeedTimeMs() > Long.MIN_VALUE;
    }

    private boolean isFlat() {
        AccountSnapshot account = run.monitor().account();
        return run.venue().positions().isEmpty() && account != null && account.openPositions() == 0;
    }

    /** What the venue accepted is in the history, in a terminal state. */
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
            step();
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
            step();
            if (System.currentTimeMillis() > limitMs) {
                throw new IllegalStateException("gave up waiting for " + what + " after " + DRAIN_LIMIT_MS / 1_000
                        + " s; " + status.line(LOG_COLUMNS));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Once per turn of every waiting loop. */
    private void step() throws Exception {
        if (interruption.isAsked()) {
            throw new InterruptedRunException();
        }
        reportBars();
        display.show(() -> status.line(columns), System.currentTimeMillis());
        String failure = run.failure();
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        tellRestart();
        run.remarks().forEach(display::say);
    }

    private void reportBars() {
        List<String> bars = run.bars();
        if (!areBarsReported && !bars.isEmpty()) {
            areBarsReported = true;
            bars.forEach(display::say);
        }
    }

    private void tellRestart() throws Exception {
        String cause = run.restartCause();
        if (!cause.isEmpty() && !isRestartTold) {
            LOG.error("the job failed and starts again: {}", cause);
            String inShort = cause.lines().findFirst().orElse("");
            display.say("the job failed and starts again from its newest checkpoint: " + inShort);
        }
        isRestartTold = !cause.isEmpty();
    }

    /** Leaves the waiting loops. */
    private static final class InterruptedRunException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
