package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.skip.SkipCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The seven checks of the document and the added ones, on the book with the candidate and every reservation in it. */
final class LimitChecks {
    private static final long SECOND_MS = 1_000;

    private final LimitConfig config;
    private final LossLimits lossLimits;

    LimitChecks(LimitConfig config) {
        this.config = config;
        lossLimits = new LossLimits(config);
    }

    /** The first check that fails; null if all pass.
     *
     * @param varRatio value at risk of the book with the candidate, share of equity */
    @Nullable
    Rejection firstFailure(
            RiskBook book,
            Valuation value,
            Proposal proposal,
            double varRatio,
            Function<String, @Nullable HourlyCloses> closes) {
        Rejection failure = margin(value, proposal);
        failure = failure != null ? failure : atMost(SkipCode.L6_VAR, varRatio, config.maxVarRatio());
        failure = failure != null ? failure : positionSize(value, proposal);
        failure = failure != null ? failure : lossLimits.breach(book, value.equity());
        failure = failure != null ? failure : grossExposure(value, proposal);
        failure = failure != null ? failure : betaExposure(value, proposal, closes);
        failure = failure != null ? failure : positions(value);
        failure = failure != null ? failure : orderRate(book, proposal.candidate());
        return failure != null ? failure : priceCollar(proposal);
    }

    /** The book's exposures and the candidate's. */
    static List<Valuation.Exposure> exposures(Valuation value, Proposal proposal) {
        Candidate candidate = proposal.candidate();
        return value.exposuresWith(
                new Valuation.Exposure(candidate.instrument(), proposal.signedNotional(), candidate.finalVolatility()));
    }

    private static @Nullable Rejection margin(Valuation value, Proposal proposal) {
        BigDecimal need = proposal.notional().add(proposal.fee());
        BigDecimal free = value.freeMargin();
        return need.compareTo(free) > 0
                ? new Rejection(SkipCode.L6_MARGIN, need.doubleValue(), free.doubleValue())
                : null;
    }

    private @Nullable Rejection positionSize(Valuation value, Proposal proposal) {
        return shareAtMost(SkipCode.L6_POSITION_SIZE, proposal.notional(), value, config.maxPositionRatio());
    }

    private @Nullable Rejection grossExposure(Valuation value, Proposal proposal) {
        BigDecimal gross = value.gross().add(proposal.notional());
        return shareAtMost(SkipCode.L6_GROSS_EXPOSURE, gross, value, config.maxGrossRatio());
    }

    private @Nullable Rejection betaExposure(
            Valuation value, Proposal proposal, Function<String, @Nullable HourlyCloses> closes) {
        Instrument traded = proposal.instrument();
        HourlyCloses reference = closes.apply(Instrument.key(traded.venue(), Market.USDM, config.betaSymbol()));
        double net = 0;
        for (Valuation.Exposure exposure : exposures(value, proposal)) {
            double beta = Beta.of(closes.apply(exposure.instrument()), reference, config.minBetaPoints());
            net += beta * value.ratio(exposure.notional());
        }
        return atMost(SkipCode.L6_BETA_EXPOSURE, Math.abs(net), config.maxBetaRatio());
    }

    private @Nullable Rejection positions(Valuation value) {
        int after = value.activeInstruments() + 1;
        return atMost(SkipCode.L6_MAX_POSITIONS, after, config.maxPositions());
    }

    private @Nullable Rejection orderRate(RiskBook book, Candidate candidate) {
        long now = Math.max(book.tickMs, candidate.feedTimeMs());
        int after = 1;
        for (long admittedAtMs : book.admittedAtMs) {
            after += admittedAtMs > now - SECOND_MS ? 1 : 0;
        }
        return atMost(SkipCode.L6_ORDER_RATE, after, config.maxOrdersPerSecond());
    }

    private @Nullable Rejection priceCollar(Proposal proposal) {
        long doubledMid = proposal.candidate().bidTicks() + proposal.candidate().askTicks();
        double distance = Math.abs(2.0 * proposal.limitTicks() - doubledMid) / doubledMid;
        return atMost(SkipCode.L6_PRICE_COLLAR, distance, config.priceCollarRatio());
    }

    private static @Nullable Rejection shareAtMost(
            SkipCode check, BigDecimal amount, Valuation value, double limitRatio) {
        BigDecimal limit = value.equity().multiply(BigDecimal.valueOf(limitRatio));
        return amount.compareTo(limit) > 0 ? new Rejection(check, value.ratio(amount), limitRatio) : null;
    }

    private static @Nullable Rejection atMost(SkipCode check, double value, double limit) {
        return value <= limit ? null : new Rejection(check, value, limit);
    }
}
