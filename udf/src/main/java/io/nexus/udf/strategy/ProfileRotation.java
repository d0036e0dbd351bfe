package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.VolumeProfile;
import java.io.Serializable;

/** The "80 % rule" of market profile: a day that opens outside of the value area of the day before and is accepted back inside
 * for two half hours rotates to its other edge. How often it really does has to be measured per market. Days begin at 00:00 UTC.
 *
 * @param maxOffBalance farthest of the point of control from the middle of the value area, in its widths, in (0, 1)
 * @param periods half hours that must close inside, one after the other; 1 to 10 */
public record ProfileRotation(double maxOffBalance, int periods) implements Strategy, Serializable {
    private static final long DAY_MS = 86_400_000;

    public ProfileRotation {
        Check.inOpenUnitInterval("maxOffBalance", maxOffBalance);
        Check.inRange("periods", periods, 1, 10);
    }

    public static ProfileRotation defaults() {
        return new ProfileRotation(0.2, 2);
    }

    /** What it remembers. */
    public static final class State {
        public long dayMs = Long.MIN_VALUE;
        public long halfHours;
        /** Value area and point of control of the day before, in ticks; NaN before there is one. */
        public double valueLow = Double.NaN;

        public double valueHigh = Double.NaN;
        public double controlTicks = Double.NaN;
        /** Side the day opened on: +1 above the value area, -1 below, 0 inside or already rotated. */
        public int opened;

        public int periodsInside;
        public double offBalance;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.PROFILE_ROTATION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.profileRotation;
        MarketContext market = tick.market();
        long day = Math.floorDiv(tick.timeMs(), DAY_MS) * DAY_MS;
        if (day != state.dayMs) {
            enterDay(state, day, market);
        }
        if (market.halfHours.count != state.halfHours) {
            state.halfHours = market.halfHours.count;
            judge(state, market.halfHours, tick.timeMs(), out);
        }
    }

    private static void enterDay(State state, long day, MarketContext market) {
        VolumeProfile before = VolumeProfile.ofBars(market.minutes, day - DAY_MS, day);
        state.valueLow = before.isKnown ? before.valueLowTicks() : Double.NaN;
        state.valueHigh = before.isKnown ? before.valueHighTicks() : Double.NaN;
        state.controlTicks = before.isKnown ? before.ticks(before.pointOfControl) : Double.NaN;
        double open = market.midTicks();
        state.opened = open > state.valueHigh ? 1 : open < state.valueLow ? -1 : 0;
        state.periodsInside = 0;
        state.dayMs = day;
    }

    private void judge(State state, BarSeries halfHours, long now, Trigger out) {
        int at = halfHours.at(0);
        boolean isOfToday = halfHours.lastCloseMs > state.dayMs && now - halfHours.lastCloseMs < halfHours.intervalMs;
        if (state.opened == 0 || !isOfToday) {
            return;
        }
        double close = halfHours.close[at];
        boolean isInside = close >= state.valueLow && close <= state.valueHigh;
        state.periodsInside = isInside ? state.periodsInside + 1 : 0;
        if (isInside) {
            out.begin(-state.opened);
        }
        if (state.periodsInside < periods) {
            return;
        }
        double middle = (state.valueLow + state.valueHigh) / 2;
        state.offBalance = Math.abs(state.controlTicks - middle) / (state.valueHigh - state.valueLow);
        int sign = -state.opened;
        state.opened = 0;
        if (state.offBalance < maxOffBalance) {
            out.fire(sign, 1 + 2 * (maxOffBalance - state.offBalance) / maxOffBalance);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.profileRotation;
        return "valueTicks=" + state.valueLow + ".." + state.valueHigh + " controlTicks=" + state.controlTicks
                + " offBalance=" + state.offBalance;
    }
}
