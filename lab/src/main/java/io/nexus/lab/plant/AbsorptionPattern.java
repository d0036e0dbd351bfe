package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.AbsorptionBreakout;

/** Heavy aggression against one level that holds, then the price leaves it on the absorber's side. The signal is the absorber's.
 * Decoy: as heavy, but the level gives way in the end. */
final class AbsorptionPattern implements Pattern {
    private static final int HITS = 10;
    private static final long HIT_EVERY_MS = 1200;
    private static final long STEP_EVERY_MS = 400;
    private static final double WINDOW_SECONDS = 20;
    private static final double MARGIN = 1.5;
    private static final double ANSWER = 0.6;

    @Override
    public StrategyId strategy() {
        return StrategyId.ABSORPTION_BREAKOUT;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        AbsorptionBreakout rule = stage.config().strategy().absorptionBreakout();
        return stage.memories().absorptionBreakout.samples >= rule.leastSamples()
                && stage.market().seconds.hasVolatility();
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, side, amplitude);
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, side.opposite(), amplitude);
    }

    private static void write(Stage stage, Script script, Side absorber, Side leaves, double amplitude) {
        AbsorptionBreakout rule = stage.config().strategy().absorptionBreakout();
        double heavy = amplitude * stage.memories().absorptionBreakout.heavyLots;
        long ticks = stage.bestTicks(absorber);
        double shown = Math.max((double) stage.bestLots(absorber), stage.meanLevelLots());
        script.at(0, s -> s.hold(absorber, ticks)).at(0, s -> s.show(absorber, ticks, shown));
        for (int i = 1; i <= HITS; i++) {
            script.at(i * HIT_EVERY_MS, s -> s.trade(absorber.opposite(), heavy / HITS));
        }
        script.at(script.lengthMs() + HIT_EVERY_MS, Stage::releaseAll);
        double away =
                Math.max(rule.minSteps() * stage.stepTicks(), rule.sigmaShare() * stage.sigmaTicks(WINDOW_SECONDS));
        int steps = (int) Math.ceil(MARGIN * away);
        long from = script.lengthMs();
        for (int i = 1; i <= steps; i++) {
            long to = ticks + (long) leaves.sign() * i;
            script.at(from + i * STEP_EVERY_MS, s -> s.trade(leaves, ANSWER * heavy / steps))
                    .at(from + i * STEP_EVERY_MS, s -> s.hold(absorber, to));
        }
        script.at(script.lengthMs() + HIT_EVERY_MS, Stage::releaseAll);
    }
}
