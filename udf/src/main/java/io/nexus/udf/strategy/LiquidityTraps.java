package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.Trade;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import java.io.Serializable;

/** Trades the return from a false break of an obvious level (Connors and Raschke 1995, Turtle Soup; Osler 2005 on clustered
 * stops): the price leaves a 20-bar extreme that has stood for a while, not too far, comes back within a few bars, and most of
 * what was traded in the bars of the break now stands offside.
 *
 * @param bars one-minute bars of the extreme; 5 to 1,000
 * @param leastAgeBars how long the extreme must have stood; 1 to bars - 1
 * @param minOvershootAtr least distance beyond it, in ATR14; 0.001 to 1,000
 * @param maxOvershootAtr farthest distance beyond it, in ATR14; above the least
 * @param shapeAtr overshoot, in ATR14, from which a break counts in full; 0.001 to 1,000
 * @param maxBars bars within which the price must be back; 1 to 10,000
 * @param minOffside least share of the volume, from the open of the bar that broke, that was traded beyond the level, in (0, 1) */
public record LiquidityTraps(
        int bars,
        int leastAgeBars,
        double minOvershootAtr,
        double maxOvershootAtr,
        double shapeAtr,
        int maxBars,
        double minOffside)
        implements Strategy, Serializable {

    public LiquidityTraps {
        Check.inRange("bars", bars, 5, 1000);
        Check.inRange("leastAgeBars", leastAgeBars, 1, bars - 1);
        Check.inRange("minOvershootAtr", minOvershootAtr, 0.001, 1_000);
        Check.inRange("maxOvershootAtr", maxOvershootAtr, minOvershootAtr, 100);
        Check.inRange("shapeAtr", shapeAtr, 0.001, 1_000);
        Check.inRange("maxBars", maxBars, 1, 10_000);
        Check.inOpenUnitInterval("minOffside", minOffside);
    }

    public static LiquidityTraps defaults() {
        return new LiquidityTraps(20, 4, 0.1, 1, 0.5, 3, 0.55);
    }

    /** What it remembers: the levels, and the break of each. */
    public static final class State {
        public long minutes;
        public Break high = new Break();
        public Break low = new Break();
        public double offside;
        public double overshootAtr;
        public double levelTicks;

        /** For the serializer. */
        public State() {}
    }

    /** One level and its break, if there is one. */
    public static final class Break {
        /** NaN while no extreme has stood long enough. */
        public double levelTicks = Double.NaN;

        public boolean isOpen;
        public long barsAtBreak;
        public double farthestTicks;
        public double beyondLots;
        /** Traded since the bar opened in which the level broke. */
        public double totalLots;

        /** For the serializer. */
        public Break() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.LIQUIDITY_TRAPS;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.liquidityTraps;
        MarketContext market = tick.market();
        if (market.minutes.count != state.minutes) {
            state.minutes = market.minutes.count;
            findLevels(state, market.minutes);
        }
        if (!market.minute.movement.hasRange() || market.minute.movement.trueRange <= 0) {
            return;
        }
        follow(state, state.high, 1, tick, out);
        follow(state, state.low, -1, tick, out);
    }

    /** The extremes of the last bars, if those bars are old enough. A level that is being broken stays as it is. */
    private void findLevels(State state, BarSeries minutes) {
        if (!minutes.has(bars - 1)) {
            return;
        }
        int highAge = 0;
        int lowAge = 0;
        for (int age = 1; age < bars; age++) {
            if (minutes.high[minutes.at(age)] > minutes.high[minutes.at(highAge)]) {
                highAge = age;
            }
            if (minutes.low[minutes.at(age)] < minutes.low[minutes.at(lowAge)]) {
                lowAge = age;
            }
        }
        if (!state.high.isOpen) {
            state.high.levelTicks = highAge + 1 >= leastAgeBars ? minutes.high[minutes.at(highAge)] : Double.NaN;
        }
        if (!state.low.isOpen) {
            state.low.levelTicks = lowAge + 1 >= leastAgeBars ? minutes.low[minutes.at(lowAge)] : Double.NaN;
        }
    }

    /** Follows the price beyond a level (sign +1: above a high) and back. */
    private void follow(State state, Break broken, int sign, MarketTick tick, Trigger out) {
        if (Double.isNaN(broken.levelTicks)) {
            return;
        }
        MarketContext market = tick.market();
        Trade trade = tick.event().trade();
        double price = trade == null ? market.midTicks() : trade.priceTicks();
        double beyond = sign * (price - broken.levelTicks);
        if (!broken.isOpen) {
            if (beyond <= 0) {
                return;
            }
            broken.isOpen = true;
            out.begin(-sign);
            broken.barsAtBreak = market.minutes.count;
            broken.farthestTicks = 0;
            broken.beyondLots = 0;
            broken.totalLots = market.minutes.currentVolume - (trade == null ? 0.0 : trade.lots());
        }
        if (trade != null) {
            broken.totalLots += trade.lots();
            broken.beyondLots += beyond > 0 ? trade.lots() : 0;
        }
        broken.farthestTicks = Math.max(broken.farthestTicks, beyond);
        judge(state, broken, sign, market, out);
    }

    private void judge(State state, Break broken, int sign, MarketContext market, Trigger out) {
        double overshoot = broken.farthestTicks / market.minute.movement.trueRange;
        boolean isTooLate = market.minutes.count - broken.barsAtBreak > maxBars;
        if (isTooLate || overshoot > maxOvershootAtr) {
            forget(broken);
            return;
        }
        boolean isBack = sign * (market.midTicks() - broken.levelTicks) < 0;
        if (!isBack) {
            return;
        }
        double offside = broken.totalLots > 0 ? broken.beyondLots / broken.totalLots : 0;
        if (overshoot >= minOvershootAtr && offside >= minOffside) {
            state.offside = offside;
            state.overshootAtr = overshoot;
            state.levelTicks = broken.levelTicks;
            out.fire(-sign, offside / minOffside * Math.min(1, overshoot / shapeAtr));
        }
        forget(broken);
    }

    /** The next bar finds a level anew. */
    private static void forget(Break broken) {
        broken.isOpen = false;
        broken.levelTicks = Double.NaN;
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.liquidityTraps;
        return "levelTicks=" + state.levelTicks + " overshootAtr=" + state.overshootAtr + " offside=" + state.offside;
    }
}
