package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.PassiveQueue;
import java.io.Serializable;

/** Trades with a passive side that keeps refilling one level: more is executed there than it ever showed, and the display comes
 * back at once (Zotikov and Antonov 2021, for native and synthetic icebergs).
 *
 * @param minRefills least number of times the display came back; 1 to 10,000
 * @param minExecutedPeaks least executed volume, in peaks of the display; 0.001 to 1,000 */
public record IcebergDetection(int minRefills, double minExecutedPeaks) implements Strategy, Serializable {
    public IcebergDetection {
        Check.inRange("minRefills", minRefills, 1, 10_000);
        Check.inRange("minExecutedPeaks", minExecutedPeaks, 0.001, 1_000);
    }

    public static IcebergDetection defaults() {
        return new IcebergDetection(3, 3);
    }

    /** What it remembers: the last level that fired on each side, for people. */
    public static final class State {
        public long ticks;
        public int refills;
        public double peaks;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.ICEBERG_DETECTION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        judge(memories.icebergDetection, tick.market().bidQueue, 1, out);
        judge(memories.icebergDetection, tick.market().askQueue, -1, out);
    }

    private void judge(State state, PassiveQueue queue, int sign, Trigger out) {
        if (!queue.isHit || queue.refills < minRefills || queue.peakLots == 0) {
            return;
        }
        out.begin(sign);
        double peaks = queue.executedLots / queue.peakLots;
        if (peaks > minExecutedPeaks) {
            state.ticks = queue.ticks;
            state.refills = queue.refills;
            state.peaks = peaks;
            out.fire(sign, Math.sqrt(peaks / minExecutedPeaks) * queue.refills / minRefills);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.icebergDetection;
        return "levelTicks=" + state.ticks + " refills=" + state.refills + " executedPeaks=" + state.peaks;
    }
}
