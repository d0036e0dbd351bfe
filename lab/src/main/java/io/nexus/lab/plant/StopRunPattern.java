package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.StopRunAnticipation;

/** Orders gather on one side of the touch near a pool of stops, and little stands beyond it. The signal is towards the pool. Decoy:
 * as many orders, but what stands beyond the pool stays. */
final class StopRunPattern implements Pattern {
    private static final double NEAREST = 0.1;
    private static final double FARTHEST = 0.6;
    private static final int STEPS = 16;
    private static final long STEP_EVERY_MS = 500;
    private static final double BEYOND = 0.4;

    @Override
    public StrategyId strategy() {
        return StrategyId.STOP_RUN_ANTICIPATION;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        StopRunAnticipation rule = stage.config().strategy().stopRunAnticipation();
        StopRunAnticipation.State state = stage.memories().stopRunAnticipation;
        StopRunAnticipation.Pool pool = pool(stage, side);
        double sigma = stage.sigmaTicks(600);
        double away = side.sign() * (pool.ticks - stage.midTicks()) / (rule.maxDistanceSigmas() * sigma);
        return pool.weight > 0
                && state.samples >= rule.leastSamples()
                && stage.market().seconds.hasVolatility()
                && away > NEAREST
                && away < FARTHEST;
    }

    private static StopRunAnticipation.Pool pool(Stage stage, Side side) {
        StopRunAnticipation.State state = stage.memories().stopRunAnticipation;
        return side == Side.BUY ? state.above : state.below;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        StopRunAnticipation rule = stage.config().strategy().stopRunAnticipation();
        long poolTicks = Math.round(pool(stage, side).ticks);
        script.at(0, s -> s.thin(side.opposite(), poolTicks, BEYOND * rule.maxBeyond()));
        gather(stage, script, side, amplitude);
        script.truth(side, 0, script.lengthMs());
        script.at(script.lengthMs() + STEP_EVERY_MS, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        gather(stage, script, side, amplitude);
        script.at(script.lengthMs() + STEP_EVERY_MS, Stage::releaseAll);
    }

    /** Adds orders to the touch, so many in ten seconds as make the flow's z-score. */
    private static void gather(Stage stage, Script script, Side side, double amplitude) {
        StopRunAnticipation rule = stage.config().strategy().stopRunAnticipation();
        var flow = stage.market().flow.touchMoments;
        double lots = side.sign() * flow.mean + amplitude * rule.minFlowZ() * flow.deviation();
        long ticks = stage.bestTicks(side);
        double shown = stage.bestLots(side);
        script.at(0, s -> s.hold(side, ticks));
        for (int i = 0; i <= STEPS; i++) {
            double now = shown + Math.max(0, lots) * i / STEPS;
            script.at(i * STEP_EVERY_MS, s -> s.show(side, ticks, now));
        }
    }
}
