package io.nexus.udf.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.StopNotice;
import io.nexus.domain.position.StopCause;
import io.nexus.domain.position.StopMove;

/** Sets and moves a position's stop. Except for one widening before it first moves, it only ever moves towards the market. */
final class StopPolicy {
    private final StopConfig config;
    private final Instrument instrument;

    StopPolicy(StopConfig config, Instrument instrument) {
        this.config = config;
        this.instrument = instrument;
    }

    /** Gives a position with its first fill the stop and target of its plan, or the defaults if it has none. */
    void protect(OpenPosition position, long nowMs, PositionListener listener) {
        EntryPlan plan = position.entry.intent.plan();
        if (plan == null || plan.stopTicks() <= 0) {
            position.awaitsAtr = true;
            protectByRatio(position, config.defaultMaxRatio(), nowMs, listener);
            return;
        }
        position.takeProfitTicks = plan.takeProfitTicks();
        position.atrTicks = plan.atrTicks();
        position.entryVolatility = plan.volatility();
        position.volatility = plan.volatility();
        start(position, plan.stopTicks(), nowMs, listener);
    }

    /** Moves the stop after a touch that did not hit it. */
    void adjust(OpenPosition position, long nowMs, PositionListener listener) {
        if (position.awaitsAtr && position.atrTicks > 0) {
            position.awaitsAtr = false;
            double ratio = config.defaultAtrs() * position.atrTicks / entryTicks(position);
            double clamped = Math.min(config.defaultMaxRatio(), Math.max(config.defaultMinRatio(), ratio));
            protectByRatio(position, clamped, nowMs, listener);
        }
        widen(position, nowMs, listener);
        if (gainRatio(position, position.bestTicks) >= config.trailingFromRatio()) {
            tighten(position, trailingTicks(position), StopCause.TRAILING, nowMs, listener);
        }
        if (gainRatio(position, position.triggerTicks()) >= config.breakevenFromRatio()) {
            tighten(position, breakevenTicks(position), StopCause.BREAKEVEN, nowMs, listener);
        }
    }

    /** Merges a stop that was logged: our own moves come back and change nothing, those of an attempt of the job that knew more
     * than the restored one count. Only the logged widening ever loosens a stop. */
    void remember(OpenPosition position, StopNotice logged, long nowMs, PositionListener listener) {
        StopCause cause = cause(logged);
        if (logged.sequence() > position.stopMoves) {
            if (!isTighter(position.sign(), logged.stopTicks(), position.stopTicks) && !isWidening(position, logged)) {
                return; // no stop of ours
            }
            position.stopTicks = logged.stopTicks();
            position.stopCause = cause;
            position.stopMoves = logged.sequence();
            position.isWidened |= logged.isWidened();
            position.judgedFromMs = Math.max(position.judgedFromMs, nowMs);
            position.initialStopTicks = logged.isInitial() ? logged.stopTicks() : position.initialStopTicks;
        } else if (cause == StopCause.TRAILING) {
            tighten(position, logged.stopTicks(), cause, nowMs, listener);
        }
    }

    /** Whether a logged stop is the one move away from the market, and no wider than that may be. */
    private boolean isWidening(OpenPosition position, StopNotice logged) {
        double entry = entryTicks(position);
        double widest = Math.abs(entry - position.initialStopTicks) * config.widenFactor() + 1;
        return logged.isWidened() && !position.isWidened && Math.abs(entry - logged.stopTicks()) <= widest;
    }

    private static StopCause cause(StopNotice logged) {
        if (logged.isWidened()) {
            return StopCause.WIDENED;
        }
        return logged.isInitial() ? StopCause.INITIAL : StopCause.TRAILING;
    }

    /** Profit at a price as a share of the mean entry price, before costs. */
    double gainRatio(OpenPosition position, long priceTicks) {
        double entry = entryTicks(position);
        return position.sign() * (priceTicks - entry) / entry;
    }

    private void widen(OpenPosition position, long nowMs, PositionListener listener) {
        boolean hasDoubled = position.volatility >= config.widenVolatilityFactor() * position.entryVolatility
                && position.entryVolatility > 0;
        if (position.isWidened || position.stopCause != StopCause.INITIAL || !hasDoubled) {
            return;
        }
        double entry = entryTicks(position);
        double distance = position.sign() * (entry - position.initialStopTicks);
        // rounded towards the entry: never wider than the factor
        long widened = towardsMarket(position.sign(), entry - position.sign() * distance * config.widenFactor());
        position.isWidened = true;
        if (distance > 0 && widened > 0 && isTighter(position.sign(), position.stopTicks, widened)) {
            move(position, widened, StopCause.WIDENED, nowMs, listener);
        }
    }

    private long trailingTicks(OpenPosition position) {
        double byRatio = config.trailingMinRatio() * position.bestTicks;
        double byAtr = Double.isNaN(position.atrTicks) ? 0 : config.trailingAtrs() * position.atrTicks;
        long distance = (long) Math.ceil(Math.max(byRatio, byAtr));
        return position.bestTicks - position.sign() * distance;
    }

    /** Entry plus both fees and the spread. */
    private long breakevenTicks(OpenPosition position) {
        double entry = entryTicks(position);
        double costs = 2 * instrument.takerFeeRatio().doubleValue() * entry + (position.askTicks - position.bidTicks);
        return towardsMarket(position.sign(), entry + position.sign() * costs);
    }

    private void protectByRatio(OpenPosition position, double ratio, long nowMs, PositionListener listener) {
        double entry = entryTicks(position);
        int sign = position.sign();
        long stop = towardsMarket(sign, entry * (1 - sign * ratio));
        position.takeProfitTicks = Math.round(entry * (1 + sign * ratio * config.defaultTargetFactor()));
        if (position.stopMoves == 0) {
            start(position, stop, nowMs, listener);
        } else if (isTighter(sign, stop, position.stopTicks)) {
            position.initialStopTicks = position.stopCause == StopCause.INITIAL ? stop : position.initialStopTicks;
            move(position, stop, position.stopCause, nowMs, listener);
        }
    }

    private void start(OpenPosition position, long stopTicks, long nowMs, PositionListener listener) {
        position.initialStopTicks = stopTicks;
        move(position, stopTicks, StopCause.INITIAL, nowMs, listener);
    }

    private void tighten(OpenPosition position, long toTicks, StopCause cause, long nowMs, PositionListener listener) {
        if (isTighter(position.sign(), toTicks, position.stopTicks)) {
            move(position, toTicks, cause, nowMs, listener);
        }
    }

    private void move(OpenPosition position, long toTicks, StopCause cause, long nowMs, PositionListener listener) {
        long fromTicks = position.stopTicks;
        position.stopTicks = toTicks;
        position.stopCause = cause;
        position.stopMoves++;
        listener.onStopMove(new StopMove(
                position.account(),
                instrument.key(),
                position.positionId(),
                position.stopMoves,
                cause,
                fromTicks,
                toTicks,
                position.bidTicks,
                position.askTicks,
                nowMs));
    }

    private double entryTicks(OpenPosition position) {
        return position.ledger.averageEntryTicks(instrument);
    }

    private static boolean isTighter(int sign, long stopTicks, long thanTicks) {
        return sign * (stopTicks - thanTicks) > 0;
    }

    private static long towardsMarket(int sign, double priceTicks) {
        return (long) (sign > 0 ? Math.ceil(priceTicks) : Math.floor(priceTicks));
    }
}
