package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.CumulativeDelta;

/** Aggressors of one side prevail for three minutes and the price goes their way. The signal is theirs. Decoy: the same flow
 * while the price goes the other way. */
final class OneSidedFlowPattern implements Pattern {
    private static final long LASTING_MS = 180_000;
    private static final long TRADE_EVERY_MS = 1500;
    private static final double MOVE_SIGMAS = 1.5;
    private static final double MOST_SHARE = 0.9;

    @Override
    public StrategyId strategy() {
        return StrategyId.CUMULATIVE_DELTA;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        CumulativeDelta rule = stage.config().strategy().cumulativeDelta();
        return stage.memories().cumulativeDelta.moments.samples >= rule.leastSamples()
                && stage.market().seconds.hasVolatility();
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

    private static void write(Stage stage, Script script, Side side, double amplitude, Side goes) {
        CumulativeDelta rule = stage.config().strategy().cumulativeDelta();
        CumulativeDelta.State state = stage.memories().cumulativeDelta;
        double share = Math.min(
                MOST_SHARE, side.sign() * state.moments.mean + amplitude * rule.minZ() * state.moments.deviation());
        double perSecond = state.volume.perSecond(stage.market().timeMs, (double) rule.slopeMs());
        double lots = Math.max(0, share / (1 - share)) * perSecond * TRADE_EVERY_MS / 1000;
        script.lead(stage.midTicks() + goes.sign() * MOVE_SIGMAS * stage.sigmaTicks(60), LASTING_MS);
        for (long at = TRADE_EVERY_MS; at <= LASTING_MS; at += TRADE_EVERY_MS) {
            script.at(at, s -> s.trade(side, lots));
        }
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }
}
