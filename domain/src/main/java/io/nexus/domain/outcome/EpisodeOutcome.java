package io.nexus.domain.outcome;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.StrategyId;

/** What became of one signal episode by the triple barrier: entry on the opposite quote 250 ms after the signal, exit on the
 * quote, net of fees, whether or not it was traded.
 *
 * @param direction +1 or -1
 * @param strength of the trigger, for the strategy's quantiles
 * @param netBps after spread and two fees
 * @param isWin net result positive at its barrier */
public record EpisodeOutcome(
        StrategyId strategy,
        String instrument,
        int direction,
        double strength,
        double rawConfidence,
        double netBps,
        boolean isWin,
        Regime regime,
        long startedAtMs,
        long endedAtMs) {}
