package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.LiquidityTraps;

/** The price is driven beyond an old extreme on heavy volume, stays there until two more bars have closed, and comes back. The signal is
 * the way back. */
final class SlowTrap implements Pattern {
    private static final long WAY_MS = 4_000;
    private static final long BEYOND_MS = 125_000;
    private static final int TRADES = 25;
    private static final double MINUTES = 10;
    private static final double OVERSHOOT_ATR = 0.4;
    private static final double BACK_ATR = 0.6;

    @Override
    public StrategyId strategy() {
        return StrategyId.LIQUIDITY_TRAPS;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        LiquidityTraps.Break level = level(stage, side);
        return stage.market().minute.movement.hasRange()
                && !level.isOpen
                && side.sign() * (stage.midTicks() - level.levelTicks) > 0;
    }

    private static LiquidityTraps.Break level(Stage stage, Side side) {
        LiquidityTraps.State state = stage.memories().liquidityTraps;
        return side == Side.BUY ? state.low : state.high;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        double level = level(stage, side).levelTicks;
        double atr = side.sign() * stage.market().minute.movement.trueRange;
        double lots = MINUTES * stage.market().minute.meanVolume / TRADES;
        script.lead(level - OVERSHOOT_ATR * atr, WAY_MS);
        for (int i = 1; i <= TRADES; i++) {
            script.at(WAY_MS + i * BEYOND_MS / TRADES, s -> s.trade(side.opposite(), lots));
        }
        script.lead(level + BACK_ATR * atr, WAY_MS);
        script.truth(side, 0, script.lengthMs());
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        plant(stage, script, side, amplitude);
    }
}
