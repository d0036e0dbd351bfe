package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.skip.SkipCode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Layer 6's path of one candidate, in the order in which its gates are named in the skip catalogue. */
final class EntryReview {
    /** The outcome: exactly one of rejection and proposal is set.
     *
     * @param expectedValueBps of the proposal
     * @param varRatio of the book with the proposal */
    record Outcome(
            @Nullable Rejection rejection, @Nullable Proposal proposal, double expectedValueBps, double varRatio) {
        static Outcome rejected(Rejection rejection) {
            return new Outcome(rejection, null, Double.NaN, Double.NaN);
        }
    }

    private final RiskConfig config;
    private final InstrumentCatalog catalog;
    private final EntrySizing sizing;
    private final LimitChecks checks;
    private final ValueAtRisk valueAtRisk;

    EntryReview(RiskConfig config, InstrumentCatalog catalog) {
        this.config = config;
        this.catalog = catalog;
        sizing = new EntrySizing(config);
        checks = new LimitChecks(config.limits());
        valueAtRisk = new ValueAtRisk(config.valueAtRisk());
    }

    /** Passes the candidate through every gate; changes nothing. */
    Outcome review(
            RiskBook book,
            Candidate candidate,
            AccountControl control,
            Function<String, @Nullable HourlyCloses> closes) {
        Rejection closed = admission(book, candidate, control);
        if (closed != null) {
            return Outcome.rejected(closed);
        }
        double multiplier = RiskMultiplier.of(candidate.finalVolatility(), config.sizing());
        if (!(multiplier >= config.sizing().minRiskMultiplier())) {
            return Outcome.rejected(new Rejection(
                    SkipCode.L6_RISK_MULTIPLIER, multiplier, config.sizing().minRiskMultiplier()));
        }
        double margin = config.sizing().classMargin();
        if (MarketDirection.of(candidate.hourlyTrendSlope(), margin).contradicts(candidate.side())) {
            return Outcome.rejected(new Rejection(SkipCode.L6_CLASS_CONFLICT, candidate.hourlyTrendSlope(), margin));
        }
        Valuation value = Valuation.of(book, catalog);
        double confidence = ConfidenceCalibration.of(
                candidate, control.calibration(), config.sizing().priorEpisodes());
        Instrument instrument = catalog.get(candidate.instrument());
        Proposal proposal = sizing.propose(candidate, instrument, control, value.equity(), confidence);
        return check(book, value, proposal, control, closes);
    }

    private @Nullable Rejection admission(RiskBook book, Candidate candidate, AccountControl control) {
        if (!LossLimits.effective(book, control).admitsEntries()) {
            return Rejection.of(SkipCode.L6_TRADING_STATE);
        }
        if (book.isActive(candidate.instrument())) {
            return Rejection.of(SkipCode.L6_DUPLICATE);
        }
        InstrumentRisk held = book.find(candidate.instrument());
        if (held != null && candidate.feedTimeMs() < held.coolDownUntilMs) {
            return new Rejection(SkipCode.L6_COOL_DOWN, held.coolDownUntilMs - candidate.feedTimeMs(), 0);
        }
        Rejection wait = EntryBackOff.wait(held, candidate);
        if (wait != null) {
            return wait;
        }
        long ageMs = book.tickMs == Long.MIN_VALUE ? 0 : book.tickMs - candidate.feedTimeMs();
        return ageMs > config.maxFeedAgeMs() ? new Rejection(SkipCode.L6_FEED_AGE, ageMs, config.maxFeedAgeMs()) : null;
    }

    private Outcome check(
            RiskBook book,
            Valuation value,
            Proposal proposal,
            AccountControl control,
            Function<String, @Nullable HourlyCloses> closes) {
        Candidate candidate = proposal.candidate();
        if (EntrySizing.isTooSmall(proposal)) {
            return Outcome.rejected(new Rejection(
                    SkipCode.L6_TOO_SMALL,
                    EntrySizing.leastNotional(proposal).doubleValue(),
                    proposal.instrument().minNotional().doubleValue()));
        }
        double expected = ExpectedValue.bps(
                candidate, proposal.instrument(), proposal.entryTicks(), proposal.levels(), config.exitLevels());
        if (!(expected > 0)) {
            return Outcome.rejected(new Rejection(SkipCode.L6_NEGATIVE_VALUE, expected, 0));
        }
        double leastValue = config.sizing().minValueEstimateBps();
        if (!(candidate.valueEstimateBps() > leastValue)) {
            return Outcome.rejected(
                    new Rejection(SkipCode.L6_LOW_VALUE_ESTIMATE, candidate.valueEstimateBps(), leastValue));
        }
        double varRatio = valueAtRisk.ratio(ReturnPanel.of(
                LimitChecks.exposures(value, proposal), value.equity().doubleValue(), closes));
        Rejection failure = checks.firstFailure(book, value, proposal, varRatio, closes);
        if (failure == null && candidate.controlVersion() < control.governanceVersion()) {
            failure = new Rejection(SkipCode.L6_MODEL_VERSION, candidate.controlVersion(), control.governanceVersion());
        }
        return failure != null ? Outcome.rejected(failure) : new Outcome(null, proposal, expected, varRatio);
    }
}
