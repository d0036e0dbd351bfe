package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.EventDriven;

/** A minute's return far beyond the usual, on volume, and order flow that goes on. The signal is its way. Decoy: the same return
 * without volume. */
final class JumpPattern implements Pattern {
    private static final long MINUTE_MS = 60_000;
    private static final long MOVE_MS = 40_000;
    private static final int TRADES = 20;
    private static final double VOLUME_MARGIN = 3;
    private static final int STEPS = 10;

    @Override
    public StrategyId strategy() {
        return StrategyId.EVENT_DRIVEN;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        EventDriven rule = stage.config().strategy().eventDriven();
        return stage.market().minutes.has(rule.bars() + 1);
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, VOLUME_MARGIN);
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, 0);
    }

    private static void write(Stage stage, Script script, Side side, double amplitude, double volumeMargin) {
        EventDriven rule = stage.config().strategy().eventDriven();
        var bars = stage.market().minutes;
        double squares = 0;
        double volume = 0;
        for (int age = 0; age < rule.bars(); age++) {
            double change = Math.log((double) bars.close[bars.at(age)] / bars.close[bars.at(age + 1)]);
            squares += change * change;
            volume = Math.max(volume, (double) bars.volume[bars.at(age)]);
        }
        double move = amplitude * rule.minJump() * Math.sqrt(squares / rule.bars()) * stage.midTicks();
        long toOpen = MINUTE_MS - Math.floorMod(stage.market().timeMs, MINUTE_MS);
        script.at(toOpen, s -> s.lead(s.midTicks()));
        script.lead(stage.midTicks() + side.sign() * move, MOVE_MS);
        double lots = volumeMargin * volume / TRADES;
        for (int i = 1; i <= TRADES && lots > 0; i++) {
            script.at(toOpen + i * 2000L, s -> s.trade(side, lots));
        }
        script.at(toOpen + MINUTE_MS - 1, s -> s.trade(side, 1));
        for (int i = 1; i <= STEPS; i++) {
            double share = i;
            script.at(
                    toOpen + MINUTE_MS + i * 1000L,
                    s -> s.show(side, s.bestTicks(side), s.meanLevelLots() * (1 + share)));
        }
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }
}
