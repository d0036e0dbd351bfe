package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;

/** Against the tide of the half hours the price falls back for a quarter of an hour, then breaks the last minute's extreme in the tide's
 * way. The signal is the tide's. Decoy: the break without the fall before it. */
final class PullbackPattern implements Pattern {
    private static final long BACK_MS = 15 * 60_000;
    private static final long RIPPLE_MS = 45_000;
    /** How far it falls back, in standard deviations of that time. */
    private static final double BACK_SIGMAS = 1.2;

    private static final double RIPPLE_ATR = 2.5;

    @Override
    public StrategyId strategy() {
        return StrategyId.MULTI_TIMEFRAME_ALIGNMENT;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        return stage.market().halfHour.isKnown()
                && stage.market().fiveMinuteRsi.isKnown()
                && stage.market().minute.movement.hasRange()
                && side.sign() * stage.market().halfHour.slope() > 0;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        double back = amplitude * BACK_SIGMAS * stage.sigmaTicks(BACK_MS / 1000.0);
        double low = stage.midTicks() - side.sign() * back;
        script.lead(low, BACK_MS);
        long from = script.lengthMs();
        script.lead(low + side.sign() * RIPPLE_ATR * stage.market().minute.movement.trueRange, RIPPLE_MS);
        script.truth(side, from, script.lengthMs());
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        double to = stage.midTicks() + side.sign() * RIPPLE_ATR * stage.market().minute.movement.trueRange;
        script.lead(to, RIPPLE_MS);
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }
}
