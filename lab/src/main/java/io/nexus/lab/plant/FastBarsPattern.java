package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.VolumeImbalance;

/** Signed volume fills one imbalance bar after the other on one side, faster than expected. The signal is that side. Decoy: on one
 * side, too, but no faster than usual. */
final class FastBarsPattern implements Pattern {
    private static final int BARS = 4;
    private static final int TRADES_A_BAR = 6;
    private static final double FULL = 1.1;
    private static final long LEAST_BARS = 20;

    @Override
    public StrategyId strategy() {
        return StrategyId.VOLUME_IMBALANCE;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        return stage.memories().volumeImbalance.bars > LEAST_BARS;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        VolumeImbalance rule = stage.config().strategy().volumeImbalance();
        write(stage, script, side, amplitude * rule.minSpeed());
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, 0.9);
    }

    private static void write(Stage stage, Script script, Side side, double speed) {
        VolumeImbalance.State state = stage.memories().volumeImbalance;
        double everyMs = state.expectedMs / speed / TRADES_A_BAR;
        double lots = FULL * state.threshold / TRADES_A_BAR;
        double missing = Math.max(0, -side.sign() * state.signed);
        script.at(0, s -> s.trade(side, missing + lots));
        for (int i = 1; i <= BARS * TRADES_A_BAR; i++) {
            script.at(Math.round(i * everyMs), s -> s.trade(side, lots));
        }
    }
}
