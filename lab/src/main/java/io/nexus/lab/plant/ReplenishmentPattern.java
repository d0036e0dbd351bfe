package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.LiquidityAbsorption;

/** Aggression against a level that is filled up again and again while the price stands still. The signal is the level's side. Decoy:
 * as much aggression against a level that shows plenty from the beginning and dwindles. */
final class ReplenishmentPattern implements Pattern {
    private static final int HITS = 8;
    private static final long HIT_EVERY_MS = 800;
    /** Share of the display that is left before it is filled up. */
    private static final double LEFT = 0.2;
    /** How much more the decoy shows at first than is taken. */
    private static final double PLENTY = 2;

    @Override
    public StrategyId strategy() {
        return StrategyId.LIQUIDITY_ABSORPTION;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        LiquidityAbsorption rule = stage.config().strategy().liquidityAbsorption();
        return stage.memories().liquidityAbsorption.index.samples >= rule.leastSamples();
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        long ticks = stage.bestTicks(side);
        double shown = stage.bestLots(side);
        script.at(0, s -> s.hold(side, ticks)).at(0, s -> s.show(side, ticks, shown));
        for (int i = 1; i <= HITS; i++) {
            double share = (double) i / HITS;
            script.at(i * HIT_EVERY_MS, s -> hit(s, side, amplitude * share))
                    .at(i * HIT_EVERY_MS + 20, s -> s.show(side, ticks, Math.max(1, LEFT * shown)))
                    .at(i * HIT_EVERY_MS + 200, s -> s.show(side, ticks, shown));
        }
        script.truth(side, 0, script.lengthMs());
        script.at(script.lengthMs() + HIT_EVERY_MS, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        long ticks = stage.bestTicks(side) + side.sign(); // a price that nobody has hit yet
        double shown = PLENTY * lots(stage, side, amplitude);
        script.at(0, s -> s.hold(side, ticks)).at(0, s -> s.show(side, ticks, shown));
        for (int i = 1; i <= HITS; i++) {
            double share = (double) i / HITS;
            script.at(i * HIT_EVERY_MS, s -> hit(s, side, amplitude * share))
                    .at(i * HIT_EVERY_MS + 20, s -> s.show(side, ticks, shown * (1 - share / PLENTY)));
        }
        script.at(script.lengthMs() + HIT_EVERY_MS, Stage::releaseAll);
    }

    /** Aggressors bring the absorption index to so many times its threshold. */
    private static void hit(Stage stage, Side side, double amplitude) {
        double lots = lots(stage, side, amplitude);
        if (lots > 0) {
            stage.trade(side.opposite(), lots);
        }
    }

    /** Lots that are missing for that, for the level and the price's way of the last half minute. */
    private static double lots(Stage stage, Side side, double amplitude) {
        LiquidityAbsorption rule = stage.config().strategy().liquidityAbsorption();
        LiquidityAbsorption.State state = stage.memories().liquidityAbsorption;
        double index = amplitude * Math.exp(state.index.mean + rule.minZ() * state.index.deviation());
        double moved = Math.abs(stage.midTicks() - stage.market().seconds.mids.ago(29));
        LiquidityAbsorption.Hits hits = side == Side.BUY ? state.bids : state.asks;
        double standing = hits.lots.at(stage.market().timeMs, (double) rule.windowMs());
        return index * (1 + moved / stage.stepTicks()) - standing;
    }
}
