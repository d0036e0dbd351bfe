package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;

/** One side of the book is far heavier than the other over five levels, for some seconds. The signal is the heavy side. Decoy: the
 * same for a moment only. */
final class ImbalancePattern implements Pattern {
    private static final int LEVELS = 5;
    private static final double MOST = 0.97;
    private static final long LASTING_MS = 5000;
    private static final long FLICKER_MS = 250;

    @Override
    public StrategyId strategy() {
        return StrategyId.ORDER_BOOK_IMBALANCE;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        return stage.market().hasDepthImbalance;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, LASTING_MS);
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, FLICKER_MS);
    }

    private static void write(Stage stage, Script script, Side side, double amplitude, long lastingMs) {
        double imbalance = Math.min(
                MOST, amplitude * stage.config().strategy().orderBookImbalance().threshold());
        double light = stage.meanLevelLots();
        double heavy = light * (1 + imbalance) / (1 - imbalance);
        long best = stage.bestTicks(side);
        script.at(0, s -> s.hold(side, best)).at(0, s -> {
            for (int depth = 0; depth < LEVELS; depth++) {
                s.show(side, s.ticksAt(side, depth), heavy);
                s.show(side.opposite(), s.ticksAt(side.opposite(), depth), light);
            }
        });
        script.at(lastingMs, Stage::releaseAll);
    }
}
