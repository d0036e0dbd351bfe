package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MinuteIndicators;
import java.io.Serializable;

/** Follows a one-minute close beyond the channel of the 20 bars before it (Donchian; the Turtles' rule), on volume, in an
 * efficient move; the 55-bar channel confirms: the close must be in its outer half on the same side.
 *
 * @param minBreakAtr least distance beyond the channel, in ATR14; 0.001 to 1,000
 * @param unitAtr distance, in ATR14, that makes a strength of one; 0.001 to 1,000
 * @param minVolumeRatio least bar volume against its mean; 0.001 to 1,000
 * @param minEfficiency least efficiency ratio of 20 bars, 0 to 1 */
public record MomentumBreakout(double minBreakAtr, double unitAtr, double minVolumeRatio, double minEfficiency)
        implements Strategy, Serializable {
    private static final double MAX_VOLUME_FACTOR = 1.5;

    public MomentumBreakout {
        Check.inRange("minBreakAtr", minBreakAtr, 0.001, 1_000);
        Check.inRange("unitAtr", unitAtr, 0.001, 1_000);
        Check.inRange("minVolumeRatio", minVolumeRatio, 0.001, 1_000);
        Check.inRange("minEfficiency", minEfficiency, 0, 1);
    }

    public static MomentumBreakout defaults() {
        return new MomentumBreakout(0.1, 0.25, 1.5, 0.3);
    }

    /** What it remembers. */
    public static final class State {
        public long bars;
        public double breakAtr;
        public double volumeRatio;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.MOMENTUM_BREAKOUT;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.momentumBreakout;
        MarketContext market = tick.market();
        if (market.minutes.count == state.bars) {
            return;
        }
        state.bars = market.minutes.count;
        MinuteIndicators minute = market.minute;
        double atr = minute.movement.trueRange;
        boolean isFresh = tick.timeMs() - market.minutes.lastCloseMs < market.minutes.intervalMs;
        boolean isReady = isFresh
                && minute.movement.hasRange()
                && atr > 0
                && !Double.isNaN(minute.previousHigh55)
                && minute.previousMeanVolume > 0;
        if (isReady) {
            judge(state, market.minutes, minute, out);
        }
    }

    private void judge(State state, BarSeries bars, MinuteIndicators minute, Trigger out) {
        double close = bars.close[bars.at(0)];
        double atr = minute.movement.trueRange;
        double above = (close - minute.previousHigh20) / atr;
        double below = (minute.previousLow20 - close) / atr;
        double sign = above > below ? 1 : -1;
        double distance = Math.max(above, below);
        double middle = (minute.previousHigh55 + minute.previousLow55) / 2;
        double volumeRatio = bars.volume[bars.at(0)] / minute.previousMeanVolume;
        if (distance > minBreakAtr) {
            out.begin(sign);
        }
        boolean fires = distance > minBreakAtr
                && sign * (close - middle) > 0
                && volumeRatio > minVolumeRatio
                && minute.efficiency20 > minEfficiency;
        if (fires) {
            state.breakAtr = sign * distance;
            state.volumeRatio = volumeRatio;
            out.fire(sign, distance / unitAtr * Math.min(MAX_VOLUME_FACTOR, volumeRatio / minVolumeRatio));
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.momentumBreakout;
        return "breakAtr=" + state.breakAtr + " volumeRatio=" + state.volumeRatio + " er20="
                + tick.market().minute.efficiency20;
    }
}
