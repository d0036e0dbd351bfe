package io.nexus.udf.quality;

import io.nexus.domain.quality.Regime;
import io.nexus.udf.market.MarketContext;

/** Turns momentary labels into a regime with persistence. A regime's probability is the faded share of the last ten seconds'
 * labels; a challenger must lead by a margin for a while, but CRISIS, HIGH_NOISE and ILLIQUID enter at once, except where a
 * more dangerous one of them stands: that one leaves slowly. */
final class RegimeTracker {
    private static final double SHARE_MS = 10_000;

    private final double switchMargin;
    private final long switchMs;

    RegimeTracker(double switchMargin, long switchMs) {
        this.switchMargin = switchMargin;
        this.switchMs = switchMs;
    }

    void update(RegimeMemory memory, Regime label, MarketContext market) {
        long now = market.timeMs;
        fade(memory, label, now);
        Regime before = memory.current;
        if (!entersAtOnce(label, memory.current)) {
            challenge(memory, now);
        }
        if (entersAtOnce(label, memory.current)) {
            memory.current = label;
            memory.challenger = label;
        }
        if (memory.current == Regime.CRISIS) {
            memory.sigmaAtCrisis = before == Regime.CRISIS
                    ? Math.max(memory.sigmaAtCrisis, market.quality.sigma)
                    : market.quality.sigma;
            memory.crisisEndMs = now;
        }
    }

    private static boolean entersAtOnce(Regime label, Regime current) {
        return danger(label) > 0 && danger(label) >= danger(current);
    }

    private static int danger(Regime regime) {
        return switch (regime) {
            case CRISIS -> 3;
            case HIGH_NOISE -> 2;
            case ILLIQUID -> 1;
            default -> 0;
        };
    }

    private static void fade(RegimeMemory memory, Regime label, long now) {
        double kept = memory.isStarted ? Math.exp(-(now - memory.lastMs) / SHARE_MS) : 0;
        for (int i = 0; i < memory.probabilities.length; i++) {
            memory.probabilities[i] *= kept;
        }
        memory.probabilities[label.column()] += 1 - kept;
        if (!memory.isStarted) {
            memory.current = label;
            memory.challenger = label;
        }
        memory.isStarted = true;
        memory.lastMs = now;
    }

    private void challenge(RegimeMemory memory, long now) {
        Regime best = mostProbable(memory.probabilities);
        double lead = memory.probabilities[best.column()] - memory.probabilities[memory.current.column()];
        if (best == memory.current || lead <= switchMargin) {
            memory.challenger = memory.current;
            return;
        }
        if (memory.challenger != best) {
            memory.challenger = best;
            memory.challengedSinceMs = now;
        }
        if (now - memory.challengedSinceMs >= switchMs) {
            memory.current = best;
        }
    }

    static Regime mostProbable(double[] probabilities) {
        Regime best = Regime.TRANSITION;
        for (Regime regime : REGIMES) {
            if (probabilities[regime.column()] > probabilities[best.column()]) {
                best = regime;
            }
        }
        return best;
    }

    static final Regime[] REGIMES = java.util.Arrays.copyOf(Regime.values(), Regime.COUNT);
}
