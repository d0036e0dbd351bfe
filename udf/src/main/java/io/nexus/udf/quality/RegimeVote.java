package io.nexus.udf.quality;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;

/** The vote between MQScore's regime and a three-class opinion. */
final class RegimeVote {
    private final VoteMode mode;
    private final double margin;

    RegimeVote(VoteMode mode, double margin) {
        this.mode = mode;
        this.margin = margin;
    }

    /** The regime after the vote.
     *
     * @param probabilities of the twelve regimes; its share on the engine's regime is the engine's confidence
     * @param classes probabilities of trending, ranging, volatile; the largest is the classifier's voice */
    Regime vote(Regime engine, double[] probabilities, double[] classes) {
        RegimeGroup group = largest(classes);
        double engineConfidence = probabilities[engine.column()];
        double classConfidence = classes[group.column()];
        boolean agrees = engine.group() == group;
        return switch (mode) {
            case MAJORITY -> agrees ? engine : Regime.UNCERTAIN;
            case HIGHER_CONFIDENCE -> agrees || engineConfidence >= classConfidence
                    ? engine
                    : inside(group, probabilities);
            case CONSENSUS -> agrees && Math.min(engineConfidence, classConfidence) >= 0.5 ? engine : Regime.UNCERTAIN;
            case CALIBRATED -> {
                if (agrees || engineConfidence - classConfidence > margin) {
                    yield engine;
                }
                yield classConfidence - engineConfidence > margin ? inside(group, probabilities) : Regime.UNCERTAIN;
            }
        };
    }

    static RegimeGroup largest(double[] classes) {
        RegimeGroup best = RegimeGroup.RANGING;
        for (RegimeGroup group : GROUPS) {
            if (classes[group.column()] > classes[best.column()]) {
                best = group;
            }
        }
        return best;
    }

    /** MQScore's most probable regime of a class; CRISIS and HIGH_NOISE can only come from MQScore's own side. */
    private static Regime inside(RegimeGroup group, double[] probabilities) {
        Regime best =
                switch (group) {
                    case TRENDING -> Regime.BREAKOUT;
                    case RANGING -> Regime.TRANSITION;
                    case VOLATILE -> Regime.VOLATILE;
                };
        for (Regime regime : RegimeTracker.REGIMES) {
            boolean isAllowed = regime.group() == group && regime != Regime.CRISIS && regime != Regime.HIGH_NOISE;
            if (isAllowed && probabilities[regime.column()] > probabilities[best.column()]) {
                best = regime;
            }
        }
        return best;
    }

    private static final RegimeGroup[] GROUPS = RegimeGroup.values();
}
