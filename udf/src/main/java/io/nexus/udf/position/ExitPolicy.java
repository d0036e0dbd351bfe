package io.nexus.udf.position;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.position.StopCause;
import org.jspecify.annotations.Nullable;

/** Says whether a position is to be closed now, and why: of several reasons the first of {@link ExitReason}. */
final class ExitPolicy {
    private final ExitConfig config;
    private final StopPolicy stops;
    private final Instrument instrument;

    ExitPolicy(ExitConfig config, StopPolicy stops, Instrument instrument) {
        this.config = config;
        this.stops = stops;
        this.instrument = instrument;
    }

    /** Notes what an evaluation says of the position.
     *
     * @param reversalProbability NaN = no opinion, which ends a reversal under way */
    void observe(OpenPosition position, double mqScore, double reversalProbability, long nowMs) {
        position.lowScoreSinceMs = since(position.lowScoreSinceMs, mqScore < config.minScore(), nowMs);
        boolean turns = reversalProbability > config.reversalProbability();
        position.reversalSinceMs = since(position.reversalSinceMs, turns, nowMs);
    }

    /** Reason to close at the position's newest touch, null = hold. */
    @Nullable
    ExitReason reason(OpenPosition position, TradingState tradingState, long nowMs) {
        long price = position.triggerTicks();
        int sign = position.sign();
        if (sign * (price - position.stopTicks) <= 0) {
            return stopReason(position.stopCause);
        }
        if (sign * (position.bestTicks - price) >= config.disasterRatio() * position.bestTicks) {
            return ExitReason.DISASTER;
        }
        if (tradingState == TradingState.FLATTENING) {
            return ExitReason.FLATTEN;
        }
        if (sign * (price - position.takeProfitTicks) >= 0) {
            return ExitReason.TAKE_PROFIT;
        }
        if (mayScaleOut(position, price, nowMs)) {
            return ExitReason.SCALE_OUT;
        }
        return reasonOfTime(position, nowMs);
    }

    /** Reason to close that needs no message of the instrument: its feed has been silent for too long, or the position is too
     * old; null = hold, as always once its feed has ended. */
    @Nullable
    ExitReason reasonWithoutMarket(InstrumentPositions state, OpenPosition position, long nowMs) {
        if (state.isEnded) {
            return null;
        }
        if (state.silentMs >= config.silenceMs()) {
            return ExitReason.FEED_SILENT;
        }
        return isOverdue(position, nowMs) ? ExitReason.TIME_LIMIT : null;
    }

    /** Half of the position in lots, rounded down. */
    static long halfLots(OpenPosition position) {
        return position.lots() / 2;
    }

    private @Nullable ExitReason reasonOfTime(OpenPosition position, long nowMs) {
        if (hasLasted(position.reversalSinceMs, config.reversalMs(), nowMs)) {
            return ExitReason.MODEL_REVERSAL;
        }
        if (hasLasted(position.lowScoreSinceMs, config.lowScoreMs(), nowMs)) {
            return ExitReason.QUALITY;
        }
        return isOverdue(position, nowMs) ? ExitReason.TIME_LIMIT : null;
    }

    private boolean isOverdue(OpenPosition position, long nowMs) {
        return nowMs - position.openedAtMs >= config.maxAgeMs();
    }

    private boolean mayScaleOut(OpenPosition position, long price, long nowMs) {
        // neither half may fall below the venue's least order; while it waits, what comes after it in rank may go first
        return !position.isScaledOut
                && !CloseDesk.isInFlight(position)
                && nowMs >= position.nextAttemptAtMs
                && halfLots(position) >= instrument.minLots()
                && instrument.notional(price, halfLots(position)).compareTo(instrument.minNotional()) >= 0
                && stops.gainRatio(position, price) >= config.scaleOutRatio();
    }

    private static ExitReason stopReason(StopCause cause) {
        return switch (cause) {
            case INITIAL, WIDENED -> ExitReason.STOP_LOSS;
            case TRAILING -> ExitReason.TRAILING_STOP;
            case BREAKEVEN -> ExitReason.BREAKEVEN_STOP;
        };
    }

    private static long since(long sinceMs, boolean holds, long nowMs) {
        if (!holds) {
            return 0;
        }
        return sinceMs == 0 ? nowMs : sinceMs;
    }

    private static boolean hasLasted(long sinceMs, long durationMs, long nowMs) {
        return sinceMs != 0 && nowMs - sinceMs >= durationMs;
    }
}
