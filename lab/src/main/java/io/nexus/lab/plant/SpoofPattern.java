package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;

/** A large order near the touch that is taken away, three times, as aggressors bring the touch to it. The signal is against the side
 * that shows it. Decoys: one that stays for long before it is cancelled; some that are cancelled far from the touch. */
final class SpoofPattern implements Pattern {
    private static final int TIMES = 3;
    private static final int AHEAD = 3;
    private static final int FAR_AHEAD = 8;
    private static final long EVERY_MS = 6_000;

    @Override
    public StrategyId strategy() {
        return StrategyId.SPOOFING_DETECTION;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        return stage.memories().spoofingDetection.stepLots.samples > 0;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        Side shown = side.opposite();
        double size = size(stage, amplitude);
        for (int i = 0; i < TIMES; i++) {
            long from = i * EVERY_MS;
            Level level = new Level();
            script.at(from, s -> level.show(s, shown, AHEAD, size))
                    .at(from + 700, s -> {
                        s.trade(side, (double) s.bestLots(shown));
                        s.hold(shown, s.bestTicks(shown) - 2L * shown.sign() * s.stepTicks());
                    })
                    .at(from + 1100, s -> s.release(shown, level.ticks))
                    .at(from + 1500, Stage::releaseAll);
        }
        script.truth(side, 0, TIMES * EVERY_MS);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        Side shown = side.opposite();
        double size = size(stage, amplitude);
        if (stage.random().nextBoolean()) {
            Level level = new Level();
            script.at(0, s -> level.show(s, shown, AHEAD + 1, size)).at(12_000, Stage::releaseAll);
            return;
        }
        for (int i = 0; i < TIMES; i++) {
            Level level = new Level();
            script.at(i * EVERY_MS, s -> level.show(s, shown, FAR_AHEAD, size))
                    .at(i * EVERY_MS + 1500, Stage::releaseAll);
        }
    }

    private static double size(Stage stage, double amplitude) {
        return amplitude
                * stage.config().strategy().spoofingDetection().sizeFactor()
                * stage.memories().spoofingDetection.stepLots.mean;
    }

    /** Where an order was shown. */
    private static final class Level {
        private long ticks;

        private void show(Stage stage, Side side, int ahead, double added) {
            stage.hold(side, stage.bestTicks(side));
            ticks = stage.bestTicks(side) - (long) side.sign() * ahead * stage.stepTicks();
            stage.show(side, ticks, stage.lotsAt(side, ticks) + added);
        }
    }
}
