package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.CalendarEvent;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import java.io.Serializable;

/** Takes a jump of a one-minute return for news (Lee and Mykland 2008): follows it if after a pause order flow agrees and little
 * was given back, or fades it once most was. Silent around scheduled events: funding, and those of the calendar.
 *
 * @param minJump least one-minute return in units of local bipower volatility; 0.001 to 1,000
 * @param minVolumeZ least volume of that minute in standard deviations of those before; 0.001 to 1,000
 * @param bars minutes before the jump that it is judged by; 10 to 1,000
 * @param pauseMs between the jump and the first look at it, in ms; 1 to 86,400,000
 * @param maxRetrace share given back below which it is followed, in (0, 1)
 * @param fadeRetrace share given back above which it is faded, above maxRetrace
 * @param watchMs how long after the jump either may happen, in ms; above pauseMs
 * @param blackoutMs before and after scheduled events, in ms; 0 to 86,400,000 */
public record EventDriven(
        double minJump,
        double minVolumeZ,
        int bars,
        long pauseMs,
        double maxRetrace,
        double fadeRetrace,
        long watchMs,
        long blackoutMs)
        implements Strategy, Serializable {
    /** E|z| of a standard normal squared, by which bipower variation counts the variance short. */
    private static final double SQUARED_MEAN_SIZE = 2 / Math.PI;

    private static final int SCHEDULED = 32;

    public EventDriven {
        Check.inRange("minJump", minJump, 0.001, 1_000);
        Check.inRange("minVolumeZ", minVolumeZ, 0.001, 1_000);
        Check.inRange("bars", bars, 10, 1000);
        Check.inRange("pauseMs", pauseMs, 1, 86_400_000);
        Check.inOpenUnitInterval("maxRetrace", maxRetrace);
        Check.inRange("fadeRetrace", fadeRetrace, maxRetrace, 1);
        Check.inRange("watchMs", watchMs, pauseMs, 3_600_000);
        Check.inRange("blackoutMs", blackoutMs, 0, 86_400_000);
    }

    public static EventDriven defaults() {
        return new EventDriven(4.6, 3, 60, 5000, 0.38, 0.62, 60_000, 120_000);
    }

    /** What it remembers. */
    public static final class State {
        public long minutes;
        public int sign;
        public boolean hasLooked;
        public long jumpMs;
        public double fromTicks;
        public double jumpTicks;
        public double jump;
        public double volumeZ;
        public double retrace;
        public long[] scheduledMs = new long[SCHEDULED];
        public int nextScheduled;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.EVENT_DRIVEN;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.eventDriven;
        remember(state, tick.event());
        MarketContext market = tick.market();
        if (market.minutes.count != state.minutes) {
            boolean isNext = market.minutes.count == state.minutes + 1;
            state.minutes = market.minutes.count;
            minuteClosed(state, tick, isNext, out);
        }
        if (state.sign != 0) {
            watch(state, tick, out);
        }
    }

    private static void remember(State state, MarketEvent event) {
        CalendarEvent calendar = event.calendar();
        FundingRate funding = event.funding();
        if (calendar != null) {
            schedule(state, calendar.atMs());
        } else if (funding != null) {
            schedule(state, funding.nextFundingTimeMs());
        }
    }

    private static void schedule(State state, long atMs) {
        for (long known : state.scheduledMs) {
            if (known == atMs) {
                return;
            }
        }
        state.scheduledMs[state.nextScheduled] = atMs;
        state.nextScheduled = (state.nextScheduled + 1) % SCHEDULED;
    }

    private void minuteClosed(State state, MarketTick tick, boolean isNext, Trigger out) {
        BarSeries minutes = tick.market().minutes;
        if (!isNext || tick.timeMs() - minutes.lastCloseMs >= minutes.intervalMs || !minutes.has(bars + 1)) {
            return;
        }
        double jump = jump(minutes);
        double z = volumeZ(minutes);
        if (Math.abs(jump) > minJump) {
            out.begin(jump);
        }
        if (Math.abs(jump) > minJump && z > minVolumeZ) {
            state.sign = jump > 0 ? 1 : -1;
            state.hasLooked = false;
            state.jumpMs = minutes.lastCloseMs;
            state.fromTicks = minutes.close[minutes.at(1)];
            state.jumpTicks = minutes.close[minutes.at(0)];
            state.jump = jump;
            state.volumeZ = z;
        }
    }

    /** The newest return in units of the volatility that the bipower variation of those before it shows; 0 if nothing moved. */
    private double jump(BarSeries minutes) {
        double pairs = 0;
        double before = Math.abs(logReturn(minutes, 1));
        for (int age = 2; age <= bars; age++) {
            double size = Math.abs(logReturn(minutes, age));
            pairs += size * before;
            before = size;
        }
        double variance = pairs / (bars - 1) / SQUARED_MEAN_SIZE;
        return variance > 0 ? logReturn(minutes, 0) / Math.sqrt(variance) : 0;
    }

    /** Volume of the newest minute against those before, in their standard deviations; 0 if they were all the same. */
    private double volumeZ(BarSeries minutes) {
        double sum = 0;
        double squares = 0;
        for (int age = 1; age <= bars; age++) {
            double lots = minutes.volume[minutes.at(age)];
            sum += lots;
            squares += lots * lots;
        }
        double mean = sum / bars;
        double variance = squares / bars - mean * mean;
        return variance > 0 ? (minutes.volume[minutes.at(0)] - mean) / Math.sqrt(variance) : 0;
    }

    private static double logReturn(BarSeries minutes, int age) {
        return Math.log((double) minutes.close[minutes.at(age)] / minutes.close[minutes.at(age + 1)]);
    }

    private void watch(State state, MarketTick tick, Trigger out) {
        long sinceMs = tick.timeMs() - state.jumpMs;
        if (sinceMs > watchMs) {
            state.sign = 0;
            return;
        }
        if (sinceMs < pauseMs || isBlackedOut(state, tick.timeMs())) {
            return;
        }
        MarketContext market = tick.market();
        state.retrace = (state.jumpTicks - market.midTicks()) / (state.jumpTicks - state.fromTicks);
        boolean isFollowed = !state.hasLooked && state.retrace < maxRetrace && state.sign * market.flow.touch.sum > 0;
        state.hasLooked = true;
        if (isFollowed || state.retrace > fadeRetrace) {
            double strength = Math.abs(state.jump) / minJump * Math.min(1, state.volumeZ / minVolumeZ);
            out.fire(isFollowed ? state.sign : -state.sign, strength);
            state.sign = 0;
        }
    }

    private boolean isBlackedOut(State state, long now) {
        for (long atMs : state.scheduledMs) {
            if (atMs != 0 && Math.abs(atMs - now) <= blackoutMs) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.eventDriven;
        return "jump=" + state.jump + " volumeZ=" + state.volumeZ + " retrace=" + state.retrace + " fromTicks="
                + state.fromTicks;
    }
}
