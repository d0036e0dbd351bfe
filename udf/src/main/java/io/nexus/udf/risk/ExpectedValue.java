package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;

/** What an entry is worth if it runs to stop or target, after costs. */
final class ExpectedValue {
    private ExpectedValue() {}

    /** pWin x target - (1 - pWin) x stop - (spread + 2 fees + slippage + funding), in basis points of notional. Funding
     * counts only where this side pays it. */
    static double bps(
            Candidate candidate, Instrument instrument, long entryTicks, ExitLevels levels, ExitLevelsConfig config) {
        double target = (double) levels.takeProfitDistanceTicks() / entryTicks * 10_000;
        double stop = (double) levels.stopDistanceTicks() / entryTicks * 10_000;
        double gross = candidate.pWin() * target - (1 - candidate.pWin()) * stop;
        return gross - costBps(candidate, instrument, config);
    }

    private static double costBps(Candidate candidate, Instrument instrument, ExitLevelsConfig config) {
        double fees = 2 * instrument.takerFeeRatio().doubleValue() * 10_000;
        double rate = candidate.side().sign() * candidate.fundingRateRatio();
        double funding = rate > 0 ? rate * 10_000 * config.fundingIntervals() : 0;
        return candidate.spreadBps() + fees + config.slippageBps() + funding;
    }
}
