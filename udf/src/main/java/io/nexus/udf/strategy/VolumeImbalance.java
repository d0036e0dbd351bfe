package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.Trade;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedHistogram;
import io.nexus.udf.market.DoubleRing;
import java.io.Serializable;

/** Follows volume imbalance bars (Lopez de Prado 2018): a bar closes when the signed volume reaches what a bar is expected to
 * hold; three bars of one sign that come twice as fast as expected fire.
 *
 * @param ewmaBars bars over which expectations are averaged; 1 to 10,000
 * @param startTrades trades of a first bar before there are expectations; 1 to 10,000
 * @param minSpeed how much faster than expected the three bars must come; 0.001 to 1,000
 * @param halfLifeBars half-life in durations of the last bar; 0.001 to 1,000 */
public record VolumeImbalance(int ewmaBars, int startTrades, double minSpeed, double halfLifeBars)
        implements Strategy, Serializable {
    private static final int AGREEING = 3;
    private static final int LEAST_BARS = 20;
    private static final double DAY_MS = 86_400_000;

    public VolumeImbalance {
        Check.inRange("ewmaBars", ewmaBars, 1, 10_000);
        Check.inRange("startTrades", startTrades, 1, 10_000);
        Check.inRange("minSpeed", minSpeed, 0.001, 1_000);
        Check.inRange("halfLifeBars", halfLifeBars, 0.001, 1_000);
    }

    public static VolumeImbalance defaults() {
        return new VolumeImbalance(200, 50, 2, 5);
    }

    /** What it remembers. */
    public static final class State {
        public double signed;
        public double volume;
        public int trades;
        public long barStartMs;
        public long bars;
        public double expectedTrades;
        /** Signed volume per trade. */
        public double expectedSigned;

        public double meanSize;
        public double expectedMs;
        public DecayedHistogram thresholds = new DecayedHistogram(1, 1e12, true).fadingOver(DAY_MS);
        public double threshold;
        public DoubleRing imbalances = new DoubleRing(AGREEING);
        public DoubleRing durations = new DoubleRing(AGREEING);

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.VOLUME_IMBALANCE;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        Trade trade = tick.event().trade();
        if (trade == null) {
            return;
        }
        State state = memories.volumeImbalance;
        if (state.trades == 0 && state.bars == 0) {
            state.barStartMs = tick.timeMs();
        }
        double lots = trade.lots();
        state.signed += trade.aggressor().sign() * lots;
        state.volume += lots;
        state.trades++;
        boolean isFull = state.bars == 0 ? state.trades >= startTrades : Math.abs(state.signed) >= state.threshold;
        if (isFull) {
            closeBar(state, tick.timeMs(), out);
        }
    }

    private void closeBar(State state, long now, Trigger out) {
        double duration = Math.max(1, now - state.barStartMs);
        state.imbalances.add(state.signed);
        state.durations.add(duration);
        judge(state, out);
        state.bars++;
        double share = Math.max(2.0 / (ewmaBars + 1), 1.0 / state.bars);
        state.expectedTrades += share * (state.trades - state.expectedTrades);
        state.expectedSigned += share * (state.signed / state.trades - state.expectedSigned);
        state.meanSize += share * (state.volume / state.trades - state.meanSize);
        state.expectedMs += share * (duration - state.expectedMs);
        state.threshold = threshold(state, now);
        state.signed = 0;
        state.volume = 0;
        state.trades = 0;
        state.barStartMs = now;
    }

    /** Expected trades times expected signed volume per trade, within half and twice its median of 24 h, and never less than
     * what a balanced random walk of that many trades reaches. */
    private static double threshold(State state, long now) {
        double walk = Math.sqrt(state.expectedTrades) * state.meanSize;
        double expected = Math.max(walk, state.expectedTrades * Math.abs(state.expectedSigned));
        state.thresholds.add(expected, now, 1);
        double median = state.thresholds.quantile(0.5);
        return state.bars < LEAST_BARS ? expected : Math.max(0.5 * median, Math.min(2 * median, expected));
    }

    private void judge(State state, Trigger out) {
        if (state.bars < LEAST_BARS || !state.imbalances.has(AGREEING - 1)) {
            return;
        }
        double sum = 0;
        double signs = 0;
        double durations = 0;
        for (int i = 0; i < AGREEING; i++) {
            sum += state.imbalances.ago(i);
            signs += Math.signum(state.imbalances.ago(i));
            durations += state.durations.ago(i);
        }
        boolean isFast = durations / AGREEING * minSpeed <= state.expectedMs;
        if (Math.abs(signs) == AGREEING) {
            out.begin(sum);
        }
        if (Math.abs(signs) == AGREEING && isFast) {
            out.fire(sum, Math.abs(sum) / AGREEING / state.threshold);
        }
    }

    /** Five durations of the last bar, at most the strategy's nominal half-life, at least a second. */
    @Override
    public long halfLifeMs(StrategyMemories memories) {
        double bars = halfLifeBars * memories.volumeImbalance.durations.ago(0);
        return Math.round(Math.max(1000, Math.min((double) id().halfLifeMs(), bars)));
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.volumeImbalance;
        return "lastBarLots=" + state.imbalances.ago(0) + " thresholdLots=" + state.threshold + " lastBarMs="
                + state.durations.ago(0) + " expectedMs=" + state.expectedMs;
    }
}
