package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;

/** A minute's return far beyond the usual, on volume, that is given back in the minute after. The signal is the way back. */
final class JumpGivenBack implements Pattern {
    private static final long MINUTE_MS = 60_000;
    private static final long WAY_MS = 40_000;
    private static final double JUMP_RATIO = 0.01;
    private static final int TRADES = 20;
    private static final double MINUTES = 10;

    @Override
    public StrategyId strategy() {
        return StrategyId.EVENT_DRIVEN;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        return stage.market()
                .minutes
                .has(stage.config().strategy().eventDriven().bars() + 1);
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        double from = stage.midTicks();
        Side first = side.opposite();
        double lots = MINUTES * stage.market().minute.meanVolume / TRADES;
        long openingMs = MINUTE_MS - Math.floorMod(stage.market().timeMs, MINUTE_MS);
        script.at(openingMs, s -> s.lead(from)).lead(from * (1 + first.sign() * JUMP_RATIO), WAY_MS);
        for (int i = 1; i <= TRADES; i++) {
            script.at(openingMs + i * WAY_MS / TRADES, s -> s.trade(first, lots));
        }
        script.at(openingMs + MINUTE_MS - 1, s -> s.trade(first, 1)).lead(from, WAY_MS);
        script.truth(side, openingMs + MINUTE_MS, script.lengthMs());
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        plant(stage, script, side, amplitude);
    }
}
