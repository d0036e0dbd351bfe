package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;

/** A large order at the touch of which only a small part shows: whatever is taken from it comes back at once. The signal is its
 * side. Decoys: a level that others fill up again after a second; a quote that is withdrawn and shown again, hardly traded. */
final class IcebergPattern implements Pattern {
    private static final long EVERY_MS = 900;
    private static final long AT_ONCE_MS = 150;
    private static final long LATER_MS = 1200;
    private static final double LEAST_CLIP = 0.75;

    @Override
    public StrategyId strategy() {
        return StrategyId.ICEBERG_DETECTION;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        return stage.market().hasTouch;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        refill(stage, script, side, amplitude, AT_ONCE_MS);
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        if (stage.random().nextBoolean()) {
            refill(stage, script, side, amplitude, LATER_MS);
            return;
        }
        long ticks = stage.bestTicks(side);
        double shown = shown(stage, side);
        script.at(0, s -> s.hold(side, ticks))
                .at(0, s -> s.show(side, ticks, shown))
                .at(100, s -> s.trade(side.opposite(), 0.1 * shown));
        for (int i = 0; i < clips(stage, amplitude); i++) {
            script.at(500 + i * EVERY_MS, s -> s.show(side, ticks, 0.1 * shown))
                    .at(500 + i * EVERY_MS + AT_ONCE_MS, s -> s.show(side, ticks, shown));
        }
        script.at(script.lengthMs() + EVERY_MS, Stage::releaseAll);
    }

    private static void refill(Stage stage, Script script, Side side, double amplitude, long afterMs) {
        long ticks = stage.bestTicks(side);
        double shown = shown(stage, side);
        int clips = clips(stage, amplitude);
        double peaks = amplitude * stage.config().strategy().icebergDetection().minExecutedPeaks();
        double clip = shown * Math.max(LEAST_CLIP, peaks / clips);
        long everyMs = EVERY_MS + afterMs;
        script.at(0, s -> s.hold(side, ticks)).at(0, s -> s.show(side, ticks, shown));
        for (int i = 0; i < clips; i++) {
            script.at(500 + i * everyMs, s -> s.trade(side.opposite(), clip))
                    .at(500 + i * everyMs + 20, s -> s.show(side, ticks, Math.max(1, shown - clip)))
                    .at(500 + i * everyMs + 20 + afterMs, s -> s.show(side, ticks, shown));
        }
        script.at(script.lengthMs() + EVERY_MS, Stage::releaseAll);
    }

    private static double shown(Stage stage, Side side) {
        return Math.max(10, Math.max((double) stage.bestLots(side), stage.meanLevelLots()));
    }

    private static int clips(Stage stage, double amplitude) {
        return (int) Math.ceil(
                amplitude * stage.config().strategy().icebergDetection().minExecutedPeaks());
    }
}
