package io.nexus.udf.risk;

import io.nexus.domain.control.Governance;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import java.math.BigDecimal;

/** Prices and sizes an entry: equity x base x multiplier x calibrated confidence x the candidate's size factor x
 * governance's scaler, at most the position limit, rounded down to lots. */
final class EntrySizing {
    private final RiskConfig config;

    EntrySizing(RiskConfig config) {
        this.config = config;
    }

    /** The entry as it would be sent; its lots may be zero.
     *
     * @param confidence calibrated, 0 to 1 */
    Proposal propose(
            Candidate candidate, Instrument instrument, AccountControl control, BigDecimal equity, double confidence) {
        Side side = candidate.side();
        long entryTicks = side == Side.BUY ? candidate.askTicks() : candidate.bidTicks();
        long limitTicks = limitTicks(side, entryTicks);
        ExitLevels levels = ExitLevels.of(side, entryTicks, candidate.atrTicks(), config.exitLevels());
        double multiplier = RiskMultiplier.of(candidate.finalVolatility(), config.sizing());
        double share = share(candidate, control, multiplier, confidence);
        BigDecimal budget = share > 0 ? equity.multiply(BigDecimal.valueOf(share)) : BigDecimal.ZERO;
        long valueTicks = Valuation.highestTicks(limitTicks, candidate.bidTicks() + candidate.askTicks());
        long lots = Math.min(instrument.lotsWithin(budget, valueTicks), instrument.maxLots());
        return new Proposal(
                candidate,
                instrument,
                entryTicks,
                limitTicks,
                lots,
                multiplier,
                confidence,
                levels,
                instrument.notional(valueTicks, lots),
                instrument.takerFee(valueTicks, lots));
    }

    /** Notional over equity before rounding down to lots; may be 0 or less.
     *
     * @param multiplier of risk, 0 to 1
     * @param confidence calibrated, 0 to 1 */
    double share(Candidate candidate, AccountControl control, double multiplier, double confidence) {
        double factor = config.sizing().baseRatio()
                * multiplier
                * confidence
                * candidate.sizeFactor()
                * riskScaler(candidate, control.governance());
        if (config.sizing().mode() == SizingMode.RISK) {
            Side side = candidate.side();
            long entryTicks = side == Side.BUY ? candidate.askTicks() : candidate.bidTicks();
            ExitLevels levels = ExitLevels.of(side, entryTicks, candidate.atrTicks(), config.exitLevels());
            factor *= (double) entryTicks / levels.stopDistanceTicks();
        }
        return Math.min(factor, config.limits().maxPositionRatio());
    }

    /** Marketable limit: the touch plus the largest slippage, rounded toward the touch. */
    private long limitTicks(Side side, long entryTicks) {
        long slippage = (long) Math.floor(entryTicks * config.exitLevels().maxSlippageBps() / 10_000);
        return entryTicks + side.sign() * slippage;
    }

    /** Rejects sizes the venue would not take. */
    static boolean isTooSmall(Proposal proposal) {
        return proposal.lots() < proposal.instrument().minLots()
                || leastNotional(proposal).compareTo(proposal.instrument().minNotional()) < 0;
    }

    /** Order value as the venue computes it, at the order's price. */
    static BigDecimal leastNotional(Proposal proposal) {
        return proposal.instrument().notional(proposal.limitTicks(), proposal.lots());
    }

    private static double riskScaler(Candidate candidate, Governance governance) {
        return governance.riskScalers()[candidate.regime().group().column()];
    }
}
