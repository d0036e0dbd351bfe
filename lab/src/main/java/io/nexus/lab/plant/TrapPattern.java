package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.LiquidityTraps;

/** The price is driven beyond an old extreme on heavy volume, a little, and comes back. The signal is the way back. Decoy: it goes on
 * instead. */
final class TrapPattern implements Pattern {
    private static final long THERE_MS = 4000;
    private static final long BACK_MS = 4000;
    private static final int BEYOND_TRADES = 12;
    private static final long BEYOND_EVERY_MS = 1500;
    /** Volume traded beyond the level, in mean volumes of a minute. */
    private static final double MINUTES = 3;

    private static final double MOST_AWAY_ATR = 1.5;
    private static final double LEAST_AWAY_ATR = 0.2;
    private static final double BACK_ATR = 0.6;
    private static final double ON_ATR = 1.4;

    @Override
    public StrategyId strategy() {
        return StrategyId.LIQUIDITY_TRAPS;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        LiquidityTraps.Break level = level(stage, side);
        double atr = stage.market().minute.movement.trueRange;
        double away = side.sign() * (stage.midTicks() - level.levelTicks) / atr;
        return stage.market().minute.movement.hasRange()
                && !level.isOpen
                && away > LEAST_AWAY_ATR
                && away < MOST_AWAY_ATR;
    }

    private static LiquidityTraps.Break level(Stage stage, Side side) {
        LiquidityTraps.State state = stage.memories().liquidityTraps;
        return side == Side.BUY ? state.low : state.high;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        LiquidityTraps rule = stage.config().strategy().liquidityTraps();
        breakLevel(stage, script, side, amplitude * rule.minOvershootAtr());
        double atr = stage.market().minute.movement.trueRange;
        script.lead(level(stage, side).levelTicks + side.sign() * BACK_ATR * atr, BACK_MS);
        script.truth(side, 0, script.lengthMs());
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        breakLevel(stage, script, side, ON_ATR);
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    /** Goes beyond the level on volume. */
    private static void breakLevel(Stage stage, Script script, Side side, double overshootAtr) {
        double atr = stage.market().minute.movement.trueRange;
        script.lead(level(stage, side).levelTicks - side.sign() * overshootAtr * atr, THERE_MS);
        double lots = MINUTES * stage.market().minute.meanVolume / BEYOND_TRADES;
        long from = script.lengthMs();
        for (int i = 1; i <= BEYOND_TRADES; i++) {
            script.at(from + i * BEYOND_EVERY_MS, s -> s.trade(side.opposite(), lots));
        }
    }
}
