package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.VolumeProfile;
import java.io.Serializable;
import java.util.Arrays;

/** Dalton's open types at the times when people come (Dalton, Jones and Dalton 1990; Hansen, Kim and Kimbrough 2021 for the
 * seasons of crypto): follows an open drive, a first move that is wide, hardly retraces and starts outside of the value area of
 * the session before; fades an open rejection, a move beyond that value area that fails and closes back inside.
 *
 * @param sessions openings: zone, time and days ({@code daily}, {@code weekdays} or a day's name), separated by commas
 * @param driveMinutes length of the first move; 1 to 60
 * @param maxRetrace most of its range that a drive may give back on the way, in (0, 1)
 * @param minRangeRatio least range of a drive against the median of such ranges in the last 24 h; 0.001 to 1,000
 * @param fadeMinutes within which a move beyond the value area must fail; 1 to 120
 * @param balanceMinutes from the opening in which a rejection may begin; 1 to 240 */
public record OpenDriveVsFade(
        String sessions, int driveMinutes, double maxRetrace, double minRangeRatio, int fadeMinutes, int balanceMinutes)
        implements Strategy, Serializable {
    private static final long MINUTE_MS = 60_000;
    private static final int LEAST_RANGES = 12;

    public OpenDriveVsFade {
        new TradingSessions(sessions);
        Check.inRange("driveMinutes", driveMinutes, 1, 60);
        Check.inOpenUnitInterval("maxRetrace", maxRetrace);
        Check.inRange("minRangeRatio", minRangeRatio, 0.001, 1_000);
        Check.inRange("fadeMinutes", fadeMinutes, 1, 120);
        Check.inRange("balanceMinutes", balanceMinutes, 1, 240);
    }

    public static OpenDriveVsFade defaults() {
        return new OpenDriveVsFade(
                "UTC 00:00 daily, UTC 07:00 weekdays, America/New_York 09:30 weekdays, America/Chicago 17:00 sunday",
                10,
                0.25,
                1.2,
                15,
                30);
    }

    /** What it remembers. */
    public static final class State {
        public long minutes;
        public long sessionMs;
        /** When the next session begins; 0 before the first is known. */
        public long nextSessionMs;
        /** Value area of the session before, in ticks; NaN before there is one. */
        public double valueLow = Double.NaN;

        public double valueHigh = Double.NaN;
        public double openTicks;
        public boolean hasDriven;
        /** When the price first closed beyond the value area, +1 above, -1 below, 0 not yet. */
        public int rejected;

        public long beyondSinceMs;
        public double farthestTicks;
        public String kind = "";
        public double rangeRatio;
        public double retrace;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.OPEN_DRIVE_VS_FADE;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.openDriveVsFade;
        MarketContext market = tick.market();
        if (market.minutes.count != state.minutes) {
            state.minutes = market.minutes.count;
            long closeMs = market.minutes.lastCloseMs;
            boolean isFresh = tick.timeMs() - closeMs < MINUTE_MS;
            if (state.sessionMs != 0 && isFresh) {
                judge(state, market.minutes, out);
            }
            enterSession(state, closeMs, market);
        }
    }

    /** At the first minute that closes in a new session, the old one's value area is known. */
    private void enterSession(State state, long closeMs, MarketContext market) {
        if (closeMs < state.nextSessionMs) {
            return;
        }
        TradingSessions openings = new TradingSessions(sessions);
        long startMs = openings.startOf(closeMs);
        state.nextSessionMs = openings.nextAfter(closeMs);
        boolean isOpening = closeMs == startMs && state.sessionMs != 0;
        VolumeProfile before = VolumeProfile.ofBars(market.minutes, state.sessionMs, startMs);
        boolean isKnown = isOpening && before.isKnown;
        state.valueLow = isKnown ? before.valueLowTicks() : Double.NaN;
        state.valueHigh = isKnown ? before.valueHighTicks() : Double.NaN;
        state.sessionMs = startMs;
        state.openTicks = market.midTicks();
        state.hasDriven = false;
        state.rejected = 0;
    }

    private void judge(State state, BarSeries minutes, Trigger out) {
        long sinceOpenMs = minutes.lastCloseMs - state.sessionMs;
        if (Double.isNaN(state.valueLow) || sinceOpenMs > (balanceMinutes + fadeMinutes) * MINUTE_MS) {
            return;
        }
        boolean isInside = state.openTicks >= state.valueLow && state.openTicks <= state.valueHigh;
        if (!isInside && !state.hasDriven && sinceOpenMs == driveMinutes * MINUTE_MS) {
            state.hasDriven = true;
            drive(state, minutes, out);
        }
        if (isInside) {
            reject(state, minutes, sinceOpenMs, out);
        }
    }

    private void drive(State state, BarSeries minutes, Trigger out) {
        double median = medianRange(minutes);
        if (!minutes.has(driveMinutes - 1) || Double.isNaN(median) || median <= 0) {
            return;
        }
        double close = minutes.close[minutes.at(0)];
        double sign = Math.signum(close - state.openTicks);
        double best = state.openTicks;
        double range = range(minutes, 0);
        double givenBack = 0;
        for (int age = driveMinutes - 1; age >= 0 && sign != 0; age--) {
            int at = minutes.at(age);
            double forward = sign > 0 ? minutes.high[at] : minutes.low[at];
            double back = sign > 0 ? minutes.low[at] : minutes.high[at];
            givenBack = Math.max(givenBack, sign * (best - back));
            best = sign > 0 ? Math.max(best, forward) : Math.min(best, forward);
        }
        if (sign == 0 || range <= 0) {
            return;
        }
        double retrace = givenBack / range;
        double ratio = range / median;
        if (ratio > minRangeRatio) {
            out.begin(sign);
        }
        if (retrace <= maxRetrace && ratio > minRangeRatio) {
            state.kind = "drive";
            state.rangeRatio = ratio;
            state.retrace = retrace;
            out.fire(sign, ratio * (1 - retrace));
        }
    }

    /** High less low of as many minutes as a drive has, ending so many minutes ago. */
    private double range(BarSeries minutes, int newestAge) {
        double high = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        for (int age = newestAge; age < newestAge + driveMinutes; age++) {
            high = Math.max(high, (double) minutes.high[minutes.at(age)]);
            low = Math.min(low, (double) minutes.low[minutes.at(age)]);
        }
        return high - low;
    }

    /** Median range of the stretches of a drive's length before the newest one, in ticks; NaN if there are too few. */
    public double medianRange(BarSeries minutes) {
        int count = (int) (Math.min(minutes.count, minutes.close.length) / driveMinutes) - 1;
        if (count < LEAST_RANGES) {
            return Double.NaN;
        }
        double[] ranges = new double[count];
        for (int i = 0; i < count; i++) {
            ranges[i] = range(minutes, (i + 1) * driveMinutes);
        }
        Arrays.sort(ranges);
        return ranges[count / 2];
    }

    private void reject(State state, BarSeries minutes, long sinceOpenMs, Trigger out) {
        int at = minutes.at(0);
        double close = minutes.close[at];
        if (state.rejected == 0) {
            boolean isAbove = minutes.high[at] > state.valueHigh;
            boolean isBelow = minutes.low[at] < state.valueLow;
            if (isAbove == isBelow || sinceOpenMs > balanceMinutes * MINUTE_MS) {
                return;
            }
            state.rejected = isAbove ? 1 : -1;
            out.begin(-state.rejected);
            state.beyondSinceMs = minutes.lastCloseMs;
            state.farthestTicks = isAbove ? minutes.high[at] : minutes.low[at];
        }
        int sign = state.rejected;
        double edge = sign > 0 ? state.valueHigh : state.valueLow;
        double extreme = sign > 0 ? minutes.high[at] : minutes.low[at];
        state.farthestTicks = sign * Math.max(sign * state.farthestTicks, sign * extreme);
        if (minutes.lastCloseMs - state.beyondSinceMs > fadeMinutes * MINUTE_MS) {
            return;
        }
        double median = medianRange(minutes);
        double extension = sign * (state.farthestTicks - state.openTicks);
        boolean isBack = sign * (close - edge) < 0;
        if (isBack && median > 0 && extension > 0) {
            state.kind = "fade";
            state.rangeRatio = extension / median;
            state.retrace = Math.min(1, sign * (state.farthestTicks - close) / extension);
            state.beyondSinceMs = Long.MIN_VALUE / 2;
            out.fire(-sign, state.rangeRatio * state.retrace);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.openDriveVsFade;
        return state.kind + " rangeRatio=" + state.rangeRatio + " retrace=" + state.retrace + " openTicks="
                + state.openTicks + " valueTicks=" + state.valueLow + ".." + state.valueHigh;
    }
}
