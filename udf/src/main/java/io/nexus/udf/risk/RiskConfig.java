package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Layer 6's numbers.
 *
 * @param equityStart wallet before the first order, quote units, positive
 * @param maxFeedAgeMs how far a candidate may lie behind the account's clock, milliseconds of feed time, positive
 * @param coolDownMs pause of an instrument after a stop, milliseconds of feed time, 0 or more
 * @param snapshotIntervalMs between account snapshots, milliseconds of feed time, positive
 * @param progressIntervalMs between progress reports, milliseconds of feed time, positive
 * @param reconcileMarginMs how far before the last known execution reconciling begins, milliseconds of venue time, positive
 * @param reconcileRetryMs after which an unanswered request to reconcile is repeated, milliseconds of feed time, positive */
public record RiskConfig(
        double equityStart,
        long maxFeedAgeMs,
        long coolDownMs,
        long snapshotIntervalMs,
        long progressIntervalMs,
        long reconcileMarginMs,
        long reconcileRetryMs,
        EntryBackOffConfig backOff,
        SizingConfig sizing,
        ExitLevelsConfig exitLevels,
        LimitConfig limits,
        ValueAtRiskConfig valueAtRisk)
        implements Serializable {
    public RiskConfig {
        Check.positive("equityStart", equityStart);
        Check.positive("maxFeedAgeMs", maxFeedAgeMs);
        Check.notNegative("coolDownMs", coolDownMs);
        Check.positive("snapshotIntervalMs", snapshotIntervalMs);
        Check.positive("progressIntervalMs", progressIntervalMs);
        Check.positive("reconcileMarginMs", reconcileMarginMs);
        Check.positive("reconcileRetryMs", reconcileRetryMs);
    }

    public static RiskConfig defaults() {
        return new RiskConfig(
                100_000,
                5_000,
                300_000,
                1_000,
                500,
                60_000,
                30_000,
                EntryBackOffConfig.defaults(),
                SizingConfig.defaults(),
                ExitLevelsConfig.defaults(),
                LimitConfig.defaults(),
                ValueAtRiskConfig.defaults());
    }
}
