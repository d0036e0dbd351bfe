package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.SecondSeries;
import java.io.Serializable;

/** Fades a stretch away from the session VWAP in a ranging market once the volume delta turns.
 *
 * @param minSigmas distance from VWAP, in volume-weighted deviations, that fires; 0.001 to 1,000
 * @param maxSigmas distance from which it counts as a change of regime; above minSigmas
 * @param maxEfficiency efficiency ratio over 60 s below which the price does not trend, 0 to 1
 * @param minSessionMs least age of the session, in ms; 0 to 86,400,000 */
public record VwapReversion(double minSigmas, double maxSigmas, double maxEfficiency, long minSessionMs)
        implements Strategy, Serializable {
    private static final int DELTA_SECONDS = 5;

    public VwapReversion {
        Check.inRange("minSigmas", minSigmas, 0.001, 1_000);
        Check.inRange("maxSigmas", maxSigmas, minSigmas, 100);
        Check.inRange("maxEfficiency", maxEfficiency, 0, 1);
        Check.inRange("minSessionMs", minSessionMs, 0, 86_400_000);
    }

    public static VwapReversion defaults() {
        return new VwapReversion(2, 3.5, 0.3, 30 * 60_000);
    }

    /** What it remembers. */
    public static final class State {
        public long seconds;
        public double sigmas;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.VWAP_REVERSION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.vwapReversion;
        MarketContext market = tick.market();
        if (market.seconds.count == state.seconds) {
            return;
        }
        state.seconds = market.seconds.count;
        boolean isReady = market.session.isKnown()
                && tick.timeMs() - market.session.firstMs >= minSessionMs
                && market.jumps.isKnown
                && memories.regimeGroup == RegimeGroup.RANGING;
        if (!isReady) {
            return;
        }
        double sigmas = market.session.sigmas(market.midTicks());
        double size = Math.abs(sigmas);
        if (size >= minSigmas) {
            out.begin(-sigmas);
        }
        double efficiency = market.jumps.efficiencyRatio;
        double sign = -Math.signum(sigmas);
        if (size >= minSigmas && size < maxSigmas && efficiency < maxEfficiency && turns(market.seconds, sign)) {
            state.sigmas = sigmas;
            out.fire(sign, size / minSigmas * (1 - efficiency));
        }
    }

    /** Whether the delta of the last five seconds points that way, and more so than the five before. */
    private static boolean turns(SecondSeries seconds, double sign) {
        double now = sign * (seconds.delta.ago(0) - seconds.delta.ago(DELTA_SECONDS));
        double before = sign * (seconds.delta.ago(DELTA_SECONDS) - seconds.delta.ago(2 * DELTA_SECONDS));
        return now > 0 && now > before;
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        return "vwapSigmas=" + memories.vwapReversion.sigmas + " vwapTicks="
                + tick.market().session.vwapTicks() + " er60=" + tick.market().jumps.efficiencyRatio;
    }
}
