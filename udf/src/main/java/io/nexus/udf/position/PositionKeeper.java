package io.nexus.udf.position;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StopNotice;
import io.nexus.domain.quality.Assessment;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.position.CloseDesk.Trigger;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Layer 8 of one instrument: follows its positions with every record and tells a listener what comes of it. Keeps no
 * state of its own. */
final class PositionKeeper {
    private final PositionConfig config;
    private final ReversalForecast reversal;
    private final OrderMerge orders;
    private final StopPolicy stops;
    private final ExitPolicy exits;
    private final CloseDesk desk;
    private final PositionReport report;

    PositionKeeper(PositionConfig config, ReversalForecast reversal, Instrument instrument) {
        this.config = config;
        this.reversal = reversal;
        this.orders = new OrderMerge(instrument);
        this.stops = new StopPolicy(config.stops(), instrument);
        this.exits = new ExitPolicy(config.exits(), stops, instrument);
        this.desk = new CloseDesk(config.closing(), instrument);
        this.report = new PositionReport(instrument);
    }

    /** Takes the next record of the instrument. */
    void onRecord(InstrumentPositions state, Observed observed, PositionListener listener) {
        Stamped stamped = observed.stamped();
        state.tradingState = stamped.control().tradingState();
        switch (stamped.kind()) {
            case MARKET -> onMarket(state, observed, stamped.market(), listener);
            case ORDER -> onOrder(state, observed, stamped.order(), listener);
            case TRADING_STATE -> onTradingState(state, stamped.feedTimeMs(), listener);
            case CLOCK -> onClock(state, stamped.feedTimeMs(), listener);
        }
    }

    /** Notes the feed time up to which every message of the instrument has arrived, if its partition is not idle. Silence counts
     * by it and not by the clock: the clock runs ahead of a partition that is still being read up. */
    void onWatermark(InstrumentPositions state, long watermarkMs) {
        boolean isNoTime = watermarkMs <= 0 || watermarkMs == Long.MAX_VALUE;
        if (isNoTime) {
            return;
        }
        // No silence of this instrument: a watermark that stood still and jumps (an outage of the whole feed), and one
        // that
        // still comes up to what was heard.
        long passedMs = state.tickedAtMs == 0 ? 0 : watermarkMs - Math.max(state.tickedAtMs, state.heardAtMs);
        state.silentMs += Math.max(0, Math.min(passedMs, config.longestJumpMs()));
        state.tickedAtMs = Math.max(state.tickedAtMs, watermarkMs);
    }

    /** Takes a tick of a clock that goes on when the instrument, its partition, or any other is silent. */
    void onClock(InstrumentPositions state, long nowMs, PositionListener listener) {
        for (OpenPosition position : state.positions) {
            if (position.isIdle()) {
                continue;
            }
            flattenIfTold(position, state.tradingState);
            if (position.closing == null && state.tradingState.admitsExits()) {
                position.closing = exits.reasonWithoutMarket(state, position, nowMs);
            }
            if (state.tradingState.admitsExits()) {
                desk.repeat(position, nowMs, listener);
            }
            pursue(position, state.tradingState, new Trigger(nowMs, position.touchSentAtWallMs), listener);
            markIfDue(position, nowMs, listener);
        }
        finish(state, nowMs, listener);
    }

    private void onMarket(
            InstrumentPositions state, Observed observed, @Nullable MarketEvent event, PositionListener listener) {
        long nowMs = observed.stamped().feedTimeMs();
        if (event == null) {
            return;
        }
        if (event.kind() == MarketEventKind.END) {
            state.isEnded = true;
        } else if (!event.isGenerated()) {
            state.isEnded = false;
            state.silentMs = 0;
            state.heardAtMs = Math.max(state.heardAtMs, nowMs);
        }
        for (OpenPosition position : state.positions) {
            if (nowMs < position.judgedFromMs) {
                continue;
            }
            learn(position, observed, nowMs);
            if (position.isIdle() || !touch(position, observed, event.sentAtWallMs())) {
                continue;
            }
            follow(position);
            if (!event.isStale()) {
                decide(position, state.tradingState, new Trigger(nowMs, event.sentAtWallMs()), listener);
            }
            markIfDue(position, nowMs, listener);
        }
        finish(state, nowMs, listener);
    }

    private void decide(OpenPosition position, TradingState state, Trigger trigger, PositionListener listener) {
        long nowMs = trigger.feedTimeMs();
        ExitReason reason = position.closing != null ? position.closing : exits.reason(position, state, nowMs);
        if (reason == null || reason == ExitReason.SCALE_OUT || !state.admitsExits()) {
            stops.adjust(position, nowMs, listener);
        }
        if (reason == null || !state.admitsExits()) {
            return;
        }
        position.closing = reason == ExitReason.SCALE_OUT ? null : reason;
        desk.request(position, reason, trigger, listener);
    }

    private void onOrder(
            InstrumentPositions state, Observed observed, @Nullable OrderEvent event, PositionListener listener) {
        long nowMs = observed.stamped().feedTimeMs();
        if (event != null && event.stop() != null) {
            onStopMoved(state, event.account(), event.stop(), nowMs, listener);
            return;
        }
        OpenPosition position = event == null ? null : orders.apply(state, event, nowMs, listener);
        if (event == null || position == null) {
            return;
        }
        if (!position.isIdle()) {
            // the touch before the news: good enough to bound a close, not to move a stop
            touch(position, observed, event.wallMs());
            if (position.stopMoves == 0) {
                stops.protect(position, nowMs, listener);
            }
        }
        desk.settle(position, nowMs, listener);
        pursue(position, state.tradingState, new Trigger(nowMs, event.wallMs()), listener);
        markIfDue(position, nowMs, listener);
        finish(state, nowMs, listener);
    }

    private void onStopMoved(
            InstrumentPositions state, String account, StopNotice stop, long nowMs, PositionListener listener) {
        for (OpenPosition position : state.positions) {
            boolean isMeant =
                    position.account().equals(account) && position.positionId().equals(stop.positionId());
            if (isMeant && !position.ledger.isFlat()) {
                stops.remember(position, stop, nowMs, listener);
            }
        }
    }

    private void onTradingState(InstrumentPositions state, long nowMs, PositionListener listener) {
        for (OpenPosition position : state.positions) {
            flattenIfTold(position, state.tradingState);
            if (state.tradingState == TradingState.FLATTENING) {
                position.nextAttemptAtMs = 0; // somebody asks for it now, whatever was refused before
            }
            pursue(position, state.tradingState, new Trigger(nowMs, position.touchSentAtWallMs), listener);
        }
        finish(state, nowMs, listener);
    }

    private static void flattenIfTold(OpenPosition position, TradingState state) {
        if (state == TradingState.FLATTENING && position.closing == null) {
            position.closing = ExitReason.FLATTEN;
        }
    }

    /** Goes on with a close that was decided before. */
    private void pursue(OpenPosition position, TradingState state, Trigger trigger, PositionListener listener) {
        if (position.closing != null && !position.isIdle() && state.admitsExits()) {
            desk.request(position, position.closing, trigger, listener);
        }
    }

    private void learn(OpenPosition position, Observed observed, long nowMs) {
        MarketFacts facts = observed.facts();
        if (facts != null && facts.atrTicks() > 0) {
            position.atrTicks = facts.atrTicks();
        }
        Assessment assessment = observed.assessment();
        if (assessment == null) {
            return;
        }
        position.volatility = assessment.finalVolatility();
        if (Double.isNaN(position.entryVolatility)) {
            position.entryVolatility = position.volatility;
        }
        if (!position.ledger.isFlat()) {
            exits.observe(position, assessment.mqScore(), reversal.probability(observed, position), nowMs);
        }
    }

    /** Takes the record's touch; false if it has none to act on. */
    private static boolean touch(OpenPosition position, Observed observed, long sentAtWallMs) {
        if (!observed.hasTouch() || observed.bidTicks() <= 0 || observed.bidTicks() >= observed.askTicks()) {
            return false;
        }
        position.bidTicks = observed.bidTicks();
        position.askTicks = observed.askTicks();
        position.touchSentAtWallMs = sentAtWallMs;
        return true;
    }

    private static void follow(OpenPosition position) {
        boolean isBetter = position.sign() * (position.triggerTicks() - position.bestTicks) > 0;
        position.bestTicks = position.bestTicks == 0 || isBetter ? position.triggerTicks() : position.bestTicks;
        boolean isWorse = position.sign() * (position.triggerTicks() - position.worstTicks) < 0;
        position.worstTicks = position.worstTicks == 0 || isWorse ? position.triggerTicks() : position.worstTicks;
    }

    private void markIfDue(OpenPosition position, long nowMs, PositionListener listener) {
        if (!position.isIdle() && position.hasTouch() && nowMs - position.markedAtMs >= config.markIntervalMs()) {
            position.markedAtMs = nowMs;
            listener.onMark(report.mark(position, nowMs));
        }
    }

    private void finish(InstrumentPositions state, long nowMs, PositionListener listener) {
        for (Iterator<OpenPosition> all = state.positions.iterator(); all.hasNext(); ) {
            OpenPosition position = all.next();
            if (!position.isFinished()) {
                continue;
            }
            all.remove();
            boolean isTraded = position.entry.filledLots > 0;
            if (isTraded || position.entry.status != OrderStatus.LOST) {
                remember(state, position);
            }
            if (isTraded) {
                // the clock may have marked it later than the time its last fill carries
                listener.onMark(report.mark(position, Math.max(nowMs, position.markedAtMs + 1)));
            }
            if (position.isDust) {
                long wallMs = position.touchSentAtWallMs;
                listener.onDust(OrderEvent.dust(position.entry.intent, nowMs, wallMs), position.ledger.signedLots);
            }
            if (isTraded && (!position.isDust || position.isSold())) {
                listener.onOutcome(report.outcome(position, nowMs));
            }
        }
        if (state.positions.isEmpty()) {
            state.silentMs = 0;
            state.tickedAtMs = 0;
        }
    }

    /** Events of it that come again open no position. An order that was lost may still turn up. */
    private void remember(InstrumentPositions state, OpenPosition position) {
        state.finished.add(OrderMerge.finishedKey(position.account(), position.positionId()));
        if (state.finished.size() > config.rememberedPositions()) {
            state.finished.remove(0);
        }
    }
}
