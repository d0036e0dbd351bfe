package io.nexus.udf.market;

import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;

/** Public prints: volumes by aggressor over 10 s, 60 s and 5 min, cumulative volume delta, sizes. Volumes in lots. A mutable
 * state class. */
public final class Tape {
    private static final double DAY_MS = 86_400_000;
    private static final double SHORT_RATE_MS = 10_000;
    private static final double LONG_RATE_MS = 3_600_000;
    private static final double LARGE_SHARE = 0.95;

    public RollingSum buys10 = new RollingSum(10);
    public RollingSum sells10 = new RollingSum(10);
    public RollingSum buys60 = new RollingSum(60);
    public RollingSum sells60 = new RollingSum(60);
    public RollingSum buys300 = new RollingSum(300);
    public RollingSum sells300 = new RollingSum(300);
    public RollingSum trades60 = new RollingSum(60);
    public RollingSum large60 = new RollingSum(60);
    public RollingSum liquidated60 = new RollingSum(60);
    public DecayedSum shortRate = new DecayedSum();
    public DecayedSum longRate = new DecayedSum();
    public DecayedMoments volume60Moments = new DecayedMoments();
    public DecayedMoments size60Moments = new DecayedMoments();
    public DecayedHistogram sizes = new DecayedHistogram(1, 1e12, true);
    public double largeLots = Double.MAX_VALUE;
    /** Cumulative aggressive buy minus sell volume. */
    public double cumulativeVolumeDelta;

    public DecayedSlope deltaSlope = new DecayedSlope();
    public long trades;
    public long lastTicks;
    public long lastLots;
    public boolean lastIsBuy;
    public long liquidations;
    /** Seconds closed since the windows were last cleared: a window of 60 s is sampled when it is full. */
    public int seconds;

    /** For the serializer. */
    public Tape() {}

    void trade(Trade trade, long timeMs) {
        double lots = trade.lots();
        boolean isBuy = trade.aggressor() == Side.BUY;
        (isBuy ? buys10 : sells10).add(lots);
        (isBuy ? buys60 : sells60).add(lots);
        (isBuy ? buys300 : sells300).add(lots);
        trades60.add(1);
        if (lots > largeLots) {
            large60.add(lots);
        }
        shortRate.add(1, timeMs, SHORT_RATE_MS);
        longRate.add(1, timeMs, LONG_RATE_MS);
        sizes.add(lots, timeMs, 1);
        cumulativeVolumeDelta += isBuy ? lots : -lots;
        lastTicks = trade.priceTicks();
        lastLots = trade.lots();
        lastIsBuy = isBuy;
        trades++;
    }

    void liquidation(Side side, long lots) {
        liquidated60.add(side.sign() * (double) lots);
        liquidations++;
    }

    void closeSecond(long timeMs) {
        deltaSlope.update(cumulativeVolumeDelta, timeMs, 60_000);
        if (trades > 0) {
            largeLots = sizes.quantile(LARGE_SHARE);
        }
        if (++seconds >= 60 && trades > 0) {
            volume60Moments.update(volume60(), timeMs, DAY_MS);
        }
        if (seconds >= 60 && trades60.sum > 0) {
            size60Moments.update(volume60() / trades60.sum, timeMs, DAY_MS);
        }
        buys10.advance();
        sells10.advance();
        buys60.advance();
        sells60.advance();
        buys300.advance();
        sells300.advance();
        trades60.advance();
        large60.advance();
        liquidated60.advance();
    }

    void clearWindows() {
        for (RollingSum window :
                new RollingSum[] {buys10, sells10, buys60, sells60, buys300, sells300, trades60, large60, liquidated60
                }) {
            window.clear();
        }
        deltaSlope.clear();
        seconds = 0;
    }

    public double volume60() {
        return buys60.sum + sells60.sum;
    }

    public double volume300() {
        return buys300.sum + sells300.sum;
    }

    /** Aggressive buys as a share of volume; 0.5 without volume. */
    public static double buyShare(RollingSum buys, RollingSum sells) {
        double volume = buys.sum + sells.sum;
        return volume > 0 ? buys.sum / volume : 0.5;
    }

    /** Trades per second now against the last hour; 1 while unknown. */
    public double rateRatio(long timeMs) {
        double slow = longRate.perSecond(timeMs, LONG_RATE_MS);
        return slow > 0 ? shortRate.perSecond(timeMs, SHORT_RATE_MS) / slow : 1;
    }
}
