package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides when the next pattern, or the next decoy, is planted in one instrument: as many of either, in random order, sides and
 * amplitudes drawn evenly. Not thread-safe. */
final class Planter {
    private static final double LEAST_AMPLITUDE = 0.5;
    private static final double MOST_AMPLITUDE = 3;
    /** Share of trades that are forced orders where a pattern needs them. */
    private static final double FORCED = 0.05;

    private final Pattern pattern;
    private final String instrument;
    private final long gapMs;
    private final RandomGenerator random;
    private final List<PlantLabel> labels = new ArrayList<>();
    private final List<PlantLabel> decoys = new ArrayList<>();
    private int plants;
    private long nextMs;

    /** Plants from a time on.
     *
     * @param gapMs mean time between two starts, in ms */
    Planter(Pattern pattern, String instrument, long gapMs, long fromMs, RandomGenerator random) {
        this.pattern = pattern;
        this.instrument = instrument;
        this.gapMs = gapMs;
        this.random = random;
        nextMs = fromMs + random.nextLong(gapMs);
    }

    /** What is to happen from now on, null while nothing is due or the market does not lend itself. */
    @Nullable
    Script next(Stage stage, long nowMs) {
        if (nowMs < nextMs) {
            return null;
        }
        Side preferred = random.nextBoolean() ? Side.BUY : Side.SELL;
        Side side = pattern.isReady(stage, preferred) ? preferred : preferred.opposite();
        if (side != preferred && !pattern.isReady(stage, side)) {
            return null;
        }
        nextMs = nowMs + gapMs + random.nextLong(gapMs / 5);
        double amplitude = random.nextDouble(LEAST_AMPLITUDE, MOST_AMPLITUDE);
        Script script = new Script(nowMs, stage.midTicks());
        boolean isDecoy = plants != decoys.size() ? plants > decoys.size() : random.nextBoolean();
        if (isDecoy) {
            pattern.decoy(stage, script, side, amplitude);
            decoys.add(label(side, nowMs, nowMs + script.lengthMs(), amplitude));
        } else {
            plants++;
            pattern.plant(stage, script, side, amplitude);
            for (Script.Truth truth : script.truths()) {
                labels.add(label(truth.side(), truth.startMs(), truth.endMs(), amplitude));
            }
        }
        return script;
    }

    /** Nothing is due any more. */
    void stop() {
        nextMs = Long.MAX_VALUE;
    }

    private PlantLabel label(Side side, long startMs, long endMs, double amplitude) {
        return new PlantLabel(pattern.strategy(), instrument, side, startMs, endMs, amplitude);
    }

    /** Whether the next trade of the market is a forced order. */
    boolean isForced() {
        return pattern.needsForcedOrders() && random.nextDouble() < FORCED;
    }

    int planted() {
        return plants;
    }

    /** Everything planted so far, in order of start; what is under way included. */
    List<PlantLabel> labels() {
        return labels;
    }

    /** The decoys so far, each with the side that would be wrong. */
    List<PlantLabel> decoys() {
        return decoys;
    }
}
