package io.nexus.udf.risk;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One candidate against one book, as inputs are read from it. What takes time or memory is computed when it is shown, so that reading
 * allocates nothing; an order is known only once it is proposed. Not thread-safe. */
final class RiskView {
    private static final double BPS = 1e4;
    private static final double DAY_MS = 86_400_000;

    private final RiskConfig config;
    private final EntrySizing sizing;
    private final ValueAtRisk valueAtRisk;
    private final BookCorrelations correlations = new BookCorrelations();
    private Candidate candidate;
    private double grossExposure;
    private double netExposure;
    private double symbolExposure;
    private double marginUse;
    private int openPositions;
    private double drawdown;
    private double dailyPnl;
    private double weeklyPnl;
    private double recentLossBps;
    private double lastOutcomeBps;
    private double daysSinceTrade;
    private double varUse;
    private double beta;
    private double sizeRatio;
    private double accuracy;
    private double orderToDepth = Double.NaN;
    private double orderUsd = Double.NaN;
    private double limitDistanceBps = Double.NaN;

    /** A view that shows nothing yet. */
    @SuppressWarnings("NullAway.Init") // show() comes before any reader
    RiskView(RiskConfig config) {
        this.config = config;
        sizing = new EntrySizing(config);
        valueAtRisk = new ValueAtRisk(config.valueAtRisk());
    }

    /** Shows a candidate, without an order as yet. */
    void show(
            RiskBook book,
            Valuation value,
            Candidate newCandidate,
            Instrument instrument,
            AccountControl control,
            Function<String, @Nullable HourlyCloses> closes) {
        candidate = newCandidate;
        orderToDepth = orderUsd = limitDistanceBps = Double.NaN;
        showAccount(book, value, newCandidate);
        double equity = value.equity().doubleValue();
        HourlyCloses entry = closes.apply(newCandidate.instrument());
        int side = newCandidate.side().sign();
        correlations.measure(entry, side, value.exposures(), equity, closes);
        double varRatio = valueAtRisk.ratio(ReturnPanel.of(value.exposures(), equity, closes));
        varUse = varRatio / config.limits().maxVarRatio();
        String reference =
                Instrument.key(instrument.venue(), Market.USDM, config.limits().betaSymbol());
        beta = Beta.of(entry, closes.apply(reference), config.limits().minBetaPoints());
        sizeRatio = sizing.share(newCandidate, control, 1, routerConfidence());
        accuracy = accuracy(newCandidate, control.calibration());
    }

    /** Adds the order that the candidate would become. */
    void propose(Proposal proposal) {
        orderToDepth = (double) proposal.lots() / candidate.depthLots();
        orderUsd = proposal.notional().doubleValue();
        int side = candidate.side().sign();
        limitDistanceBps =
                side * (proposal.limitTicks() - proposal.entryTicks()) / (double) proposal.entryTicks() * BPS;
    }

    private void showAccount(RiskBook book, Valuation value, Candidate entry) {
        grossExposure = value.ratio(value.gross());
        BigDecimal net = BigDecimal.ZERO;
        symbolExposure = 0;
        for (Valuation.Exposure exposure : value.exposures()) {
            net = net.add(exposure.notional());
            if (exposure.instrument().equals(entry.instrument())) {
                symbolExposure = value.ratio(exposure.notional().abs());
            }
        }
        netExposure = entry.side().sign() * value.ratio(net);
        marginUse = value.ratio(value.usedMargin().add(value.reserved()));
        openPositions = value.openPositions();
        drawdown = LossLimits.ratio(book.peakEquity.subtract(value.equity()), book.peakEquity);
        dailyPnl = LossLimits.ratio(value.equity().subtract(book.dayEquity), book.dayEquity);
        weeklyPnl = LossLimits.ratio(value.equity().subtract(book.weekEquity), book.weekEquity);
        recentLossBps = 0;
        for (double outcome : book.outcomesBps) {
            recentLossBps += Math.max(0, -outcome);
        }
        int outcomes = book.outcomesBps.length;
        lastOutcomeBps = outcomes == 0 ? 0 : book.outcomesBps[outcomes - 1];
        daysSinceTrade = Math.min(1, Math.max(0, entry.feedTimeMs() - book.lastTradeAtMs) / DAY_MS);
    }

    /** Episode-weighted win rate over all bins of the strategies on the entry's side; NaN without episodes. */
    private static double accuracy(Candidate candidate, Calibration calibration) {
        double[] episodes = calibration.episodes();
        double[] wins = calibration.pWin();
        List<Contribution> parts = candidate.contributions();
        double won = 0;
        double total = 0;
        for (Contribution part : parts) {
            if (part.direction() != candidate.side().sign()) {
                continue;
            }
            int first = part.strategy().column() * Calibration.BINS;
            for (int bin = first; bin < first + Calibration.BINS; bin++) {
                won += episodes[bin] * wins[bin];
                total += episodes[bin];
            }
        }
        return total > 0 ? won / total : Double.NaN;
    }

    Candidate candidate() {
        return candidate;
    }

    double side() {
        return candidate.side() == Side.BUY ? 1 : -1;
    }

    double routerConfidence() {
        return Math.min(1, Math.max(0, candidate.routerConfidence()));
    }

    double grossExposure() {
        return grossExposure;
    }

    double netExposure() {
        return netExposure;
    }

    double symbolExposure() {
        return symbolExposure;
    }

    double marginUse() {
        return marginUse;
    }

    double openPositions() {
        return openPositions;
    }

    double drawdown() {
        return drawdown;
    }

    double dailyPnl() {
        return dailyPnl;
    }

    double weeklyPnl() {
        return weeklyPnl;
    }

    double recentLossBps() {
        return recentLossBps;
    }

    double lastOutcomeBps() {
        return lastOutcomeBps;
    }

    double daysSinceTrade() {
        return daysSinceTrade;
    }

    double varUse() {
        return varUse;
    }

    double beta() {
        return beta;
    }

    double sizeRatio() {
        return sizeRatio;
    }

    double accuracy() {
        return accuracy;
    }

    BookCorrelations correlations() {
        return correlations;
    }

    double orderToDepth() {
        return orderToDepth;
    }

    double orderUsd() {
        return orderUsd;
    }

    double limitDistanceBps() {
        return limitDistanceBps;
    }
}
