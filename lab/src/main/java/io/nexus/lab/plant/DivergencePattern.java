package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.DeltaDivergence;

/** The price turns, comes back to a farther extreme while the aggressors have changed sides, and turns again. The signal is against the
 * extreme. Decoy: the farther extreme with the aggressors behind it. */
final class DivergencePattern implements Pattern {
    private static final long LEG_MS = 40_000;
    private static final double LEG_ATR = 2.6;
    private static final double BACK_ATR = 2.2;
    private static final double FARTHER_ATR = 0.5;
    private static final double TURN_ATR = 1.2;
    private static final int TRADES = 16;

    @Override
    public StrategyId strategy() {
        return StrategyId.DELTA_DIVERGENCE;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        DeltaDivergence.State state = stage.memories().deltaDivergence;
        return state.seeks != 0
                && stage.market().minute.movement.hasRange()
                && state.perSecond.samples
                        >= stage.config().strategy().deltaDivergence().leastSamples();
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, side);
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, side.opposite());
    }

    /** @param last aggressors of the last leg to the farther extreme */
    private static void write(Stage stage, Script script, Side side, double amplitude, Side last) {
        double atr = stage.market().minute.movement.trueRange;
        int up = -side.sign();
        double start = stage.midTicks();
        double first = start + up * LEG_ATR * atr;
        double lots = 4 * stage.memories().deltaDivergence.perSecond.deviation();
        leg(script, first, side.opposite(), lots);
        leg(script, first - up * BACK_ATR * atr, side, lots / 2);
        leg(script, first + up * amplitude * FARTHER_ATR * atr, last, lots);
        leg(script, first - up * TURN_ATR * atr, side, lots / 2);
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    private static void leg(Script script, double toTicks, Side aggressor, double lots) {
        long from = script.lengthMs();
        script.lead(toTicks, LEG_MS);
        for (int i = 1; i <= TRADES; i++) {
            script.at(from + i * LEG_MS / (TRADES + 1), s -> s.trade(aggressor, lots));
        }
    }
}
