package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import java.io.Serializable;

/** Elder's triple screen (Trading for a Living, 1993) on three frames about five times apart: the tide (slope of the half-hour
 * MACD histogram) gives the direction, the wave (RSI7 of five minutes) must have pulled back against it, the ripple (a break of
 * the last minute's range) enters.
 *
 * @param pulledBack RSI below which a rising tide's wave has pulled back; above 100 minus it for a falling one; 0 to 50 */
public record MultiTimeframeAlignment(double pulledBack) implements Strategy, Serializable {
    private static final int SCREENS = 3;

    public MultiTimeframeAlignment {
        Check.inRange("pulledBack", pulledBack, 0, 50);
    }

    public static MultiTimeframeAlignment defaults() {
        return new MultiTimeframeAlignment(40);
    }

    /** What it remembers. */
    public static final class State {
        /** The minute whose range was broken already. */
        public long firedMinutes;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.MULTI_TIMEFRAME_ALIGNMENT;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.multiTimeframeAlignment;
        MarketContext market = tick.market();
        BarSeries minutes = market.minutes;
        boolean isReady = market.halfHour.isKnown()
                && market.fiveMinuteRsi.isKnown()
                && minutes.has(0)
                && minutes.count != state.firedMinutes
                && tick.timeMs() - minutes.lastCloseMs < minutes.intervalMs;
        if (!isReady) {
            return;
        }
        double slope = market.halfHour.slope();
        out.begin(slope);
        double rsi = market.fiveMinuteRsi.value();
        double mid = market.midTicks();
        boolean isUp = slope > 0 && rsi < pulledBack && mid > minutes.high[minutes.at(0)];
        boolean isDown = slope < 0 && rsi > 100 - pulledBack && mid < minutes.low[minutes.at(0)];
        if (isUp || isDown) {
            state.firedMinutes = minutes.count;
            out.fire(slope, 0.5 * SCREENS + Math.abs(slope) / market.halfHour.movement.trueRange);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        MarketContext market = tick.market();
        return "macdSlopeTicks=" + market.halfHour.slope() + " rsi7=" + market.fiveMinuteRsi.value() + " atrTicks="
                + market.halfHour.movement.trueRange;
    }
}
