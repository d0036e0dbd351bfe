package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.VolumeProfile;
import java.io.Serializable;

/** The "80 % rule" of market profile: a session that opens outside of the value area of the one before and is accepted back inside
 * for two half hours rotates to its other edge. How often it really does has to be measured per market. The first session of a
 * day begins at 00:00 UTC.
 *
 * @param sessionHours length of a session; divides 24, which is a session of a day
 * @param maxOffBalance farthest of the point of control from the middle of the value area, in its widths, in (0, 1)
 * @param periods half hours that must close inside, one after the other; 1 to 10 */
public record ProfileRotation(int sessionHours, double maxOffBalance, int periods) implements Strategy, Serializable {
    private static final long HOUR_MS = 3_600_000;
    private static final int DAY_HOURS = 24;

    public ProfileRotation {
        Check.inRange("sessionHours", sessionHours, 1, DAY_HOURS);
        if (DAY_HOURS % sessionHours != 0) {
            throw new IllegalArgumentException("sessionHours " + sessionHours + " does not divide a day");
        }
        Check.inOpenUnitInterval("maxOffBalance", maxOffBalance);
        Check.inRange("periods", periods, 1, 10);
    }

    public static ProfileRotation defaults() {
        return new ProfileRotation(DAY_HOURS, 0.2, 2);
    }

    /** What it remembers. */
    public static final class State {
        /** Opening of the session under way. */
        public long sessionMs = Long.MIN_VALUE;

        public long halfHours;
        /** Value area and point of control of the session before, in ticks; NaN before there is one. */
        public double valueLow = Double.NaN;

        public double valueHigh = Double.NaN;
        public double controlTicks = Double.NaN;
        /** Side the session opened on: +1 above the value area, -1 below, 0 inside, not seen or already rotated. */
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
        long session = Math.floorDiv(tick.timeMs(), sessionMs()) * sessionMs();
        if (session != state.sessionMs) {
            enter(state, session, tick.timeMs(), market);
        }
        if (market.halfHours.count != state.halfHours) {
            state.halfHours = market.halfHours.count;
            judge(state, market.halfHours, tick.timeMs(), out);
        }
    }

    /** Length of a session. */
    public long sessionMs() {
        return sessionHours * HOUR_MS;
    }

    private void enter(State state, long session, long now, MarketContext market) {
        VolumeProfile before = VolumeProfile.ofBars(market.minutes, session - sessionMs(), session);
        state.valueLow = before.isKnown ? before.valueLowTicks() : Double.NaN;
        state.valueHigh = before.isKnown ? before.valueHighTicks() : Double.NaN;
        state.controlTicks = before.isKnown ? before.ticks(before.pointOfControl) : Double.NaN;
        double open = market.midTicks();
        boolean isOpening = now - session < market.halfHours.intervalMs;
        state.opened = !isOpening ? 0 : open > state.valueHigh ? 1 : open < state.valueLow ? -1 : 0;
        state.periodsInside = 0;
        state.sessionMs = session;
    }

    private void judge(State state, BarSeries halfHours, long now, Trigger out) {
        int at = halfHours.at(0);
        boolean isOfSession =
                halfHours.lastCloseMs > state.sessionMs && now - halfHours.lastCloseMs < halfHours.intervalMs;
        if (state.opened == 0 || !isOfSession) {
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
        state.offBalance = offBalance(state.controlTicks, state.valueLow, state.valueHigh);
        int sign = -state.opened;
        state.opened = 0;
        if (state.offBalance < maxOffBalance) {
            out.fire(sign, 1 + 2 * (maxOffBalance - state.offBalance) / maxOffBalance);
        }
    }

    /** Distance of the point of control from the middle of the value area, in its widths; all prices in ticks. */
    public static double offBalance(double control, double valueLow, double valueHigh) {
        return Math.abs(control - (valueLow + valueHigh) / 2) / (valueHigh - valueLow);
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.profileRotation;
        return "valueTicks=" + state.valueLow + ".." + state.valueHigh + " controlTicks=" + state.controlTicks
                + " offBalance=" + state.offBalance;
    }
}
