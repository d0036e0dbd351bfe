package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Layer 6's numbers.
 *
 * @param equityStart wallet before the first order, quote units, 1 to 1,000,000,000,000
 * @param maxFeedAgeMs how far a candidate may lie behind the account's clock, milliseconds of feed time, 1 to 3,600,000
 * @param coolDownMs pause of an instrument after a stop, milliseconds of feed time, 0 to 604,800,000
 * @param snapshotIntervalMs between account snapshots, milliseconds of feed time, 1 to 60,000
 * @param progressIntervalMs between progress reports, milliseconds of feed time, 1 to 60,000
 * @param reconcileMarginMs how far before the last known execution reconciling begins, milliseconds of venue time, 1 to 604,800,000
 * @param reconcileRetryMs after which an unanswered request to reconcile is repeated, milliseconds of feed time, 1 to 3,600,000 */
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
        Check.inRange("equityStart", equityStart, 1, 1e12);
        Check.inRange("maxFeedAgeMs", maxFeedAgeMs, 1, 3_600_000);
        Check.inRange("coolDownMs", coolDownMs, 0, 604_800_000);
        Check.inRange("snapshotIntervalMs", snapshotIntervalMs, 1, 60_000);
        Check.inRange("progressIntervalMs", progressIntervalMs, 1, 60_000);
        Check.inRange("reconcileMarginMs", reconcileMarginMs, 1, 604_800_000);
        Check.inRange("reconcileRetryMs", reconcileRetryMs, 1, 3_600_000);
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
