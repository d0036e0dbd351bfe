package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.VolumeProfile;

/** The price runs through a stretch where hardly anything was traded and leaves it on the far side on volume. The signal is its way.
 * Decoy: it enters the stretch and turns round. */
final class NodeCrossingPattern implements Pattern {
    private static final double FARTHEST_RATIO = 25e-4;
    private static final long THERE_MS = 15_000;
    private static final long ACROSS_MS = 8_000;
    private static final int TRADES = 8;
    private static final int NEAR = -1;
    private static final int FAR = 1;

    @Override
    public StrategyId strategy() {
        return StrategyId.LVN_BREAKOUT;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        return stage.memories().lvnBreakout.signedVolume.samples
                        >= stage.config().strategy().lvnBreakout().leastSamples()
                && node(stage, side) >= 0;
    }

    /** The first node that lies beyond the mid, near enough; -1 if there is none. */
    private static int node(Stage stage, Side side) {
        VolumeProfile profile = stage.market().profile;
        double mid = stage.midTicks();
        for (int i = 0; profile.isKnown && i < profile.lowNodeCount; i++) {
            double near = edge(profile, i, side, NEAR);
            double far = edge(profile, i, side, FAR);
            boolean isAhead = side.sign() * (near - mid) > profile.binTicks;
            if (isAhead && side.sign() * (far - mid) < FARTHEST_RATIO * mid) {
                return i;
            }
        }
        return -1;
    }

    private static double edge(VolumeProfile profile, int node, Side side, int which) {
        boolean isLow = side.sign() * which < 0;
        return isLow
                ? profile.lowNodeFrom[node] * (double) profile.binTicks
                : (profile.lowNodeTo[node] + 1.0) * profile.binTicks;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        VolumeProfile profile = stage.market().profile;
        int node = node(stage, side);
        double far = edge(profile, node, side, FAR) + side.sign() * profile.binTicks;
        script.lead(edge(profile, node, side, NEAR) - side.sign() * 2.0, THERE_MS);
        long from = script.lengthMs();
        script.lead(far, ACROSS_MS);
        var flow = stage.memories().lvnBreakout.signedVolume;
        double z = amplitude * stage.config().strategy().lvnBreakout().minVolumeZ();
        double lots = (side.sign() * flow.mean + z * flow.deviation()) / TRADES;
        for (int i = 0; i < TRADES && lots > 0; i++) {
            script.at(from + i * ACROSS_MS / TRADES, s -> s.trade(side, lots));
        }
        script.truth(side, 0, script.lengthMs());
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        VolumeProfile profile = stage.market().profile;
        int node = node(stage, side);
        double inside = (edge(profile, node, side, NEAR) + edge(profile, node, side, FAR)) / 2;
        double from = stage.midTicks();
        script.lead(inside, THERE_MS).lead(from, THERE_MS);
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }
}
