package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.MomentumIgnition;

/** A burst of aggressors that moves the price far at once; then they are gone, or the orders behind them. The signal is against the
 * burst. Decoy: the same burst and move, but aggressors go on and on. */
final class IgnitionPattern implements Pattern {
    private static final int TRADES = 10;
    private static final long TRADE_EVERY_MS = 40;
    private static final long BURST_MS = TRADES * TRADE_EVERY_MS;
    private static final long MOVE_MS = 2500;
    private static final double MARGIN = 1.4;
    private static final double FIVE_SECONDS = 5;
    private static final double LEFT_BEHIND = 0.2;
    private static final long CARRIED_EVERY_MS = 400;
    private static final int CARRIED = 40;

    @Override
    public StrategyId strategy() {
        return StrategyId.MOMENTUM_IGNITION;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        MomentumIgnition rule = stage.config().strategy().momentumIgnition();
        return stage.memories().momentumIgnition.windowLots.samples >= rule.leastSamples()
                && stage.market().seconds.hasVolatility();
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        Side burst = side.opposite();
        double from = stage.midTicks();
        burst(stage, script, burst, amplitude);
        if (stage.random().nextBoolean()) {
            script.at(script.lengthMs() + 200, s -> s.thin(burst, s.bestTicks(burst), LEFT_BEHIND));
        }
        script.at(script.lengthMs() + 2500, s -> s.thin(burst, s.bestTicks(burst), 1));
        script.truth(side, 0, script.lengthMs());
        script.lead(from, 8000);
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        Side burst = side.opposite();
        burst(stage, script, burst, amplitude);
        long from = script.lengthMs();
        double lots = lots(stage, amplitude) / TRADES;
        for (int i = 1; i <= CARRIED; i++) {
            script.at(from + i * CARRIED_EVERY_MS, s -> s.trade(burst, lots));
        }
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    private static void burst(Stage stage, Script script, Side burst, double amplitude) {
        MomentumIgnition rule = stage.config().strategy().momentumIgnition();
        double lots = lots(stage, amplitude) / TRADES;
        for (int i = 1; i <= TRADES; i++) {
            script.at(i * TRADE_EVERY_MS, s -> s.trade(burst, lots));
        }
        double move = MARGIN * rule.moveSigmas() * stage.sigmaTicks(FIVE_SECONDS);
        script.lead(stage.midTicks() + burst.sign() * move, MOVE_MS);
        for (long at = BURST_MS + 200; at < BURST_MS + MOVE_MS; at += 400) {
            script.at(at, s -> s.trade(burst, lots / 4));
        }
    }

    /** Lots of the burst that make so many times the z-score that is asked for. */
    private static double lots(Stage stage, double amplitude) {
        MomentumIgnition rule = stage.config().strategy().momentumIgnition();
        var window = stage.memories().momentumIgnition.windowLots;
        return window.mean + amplitude * rule.minVolumeZ() * window.deviation();
    }
}
