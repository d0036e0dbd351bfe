package io.nexus.testbed.simulation;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Liquidation cascades: forced orders drive the price far in about a minute; part of it comes back.
 *
 * @param perDay cascades per instrument and day outside episodes, in [0, 100]
 * @param moveBps typical move, in bp; each draws 0.6 to 1.6 times it; in [0, 2,000]
 * @param durationMs typical length, in [1,000, 3,600,000]
 * @param recoveryShareRatio share of the move that comes back within five minutes, in [0, 1]
 * @param openInterestLossRatio share of open interest closed by a cascade, in [0, 0.9] */
public record CascadeConfig(
        double perDay, double moveBps, long durationMs, double recoveryShareRatio, double openInterestLossRatio)
        implements Serializable {

    public CascadeConfig {
        Check.inRange("perDay", perDay, 0, 100);
        Check.inRange("moveBps", moveBps, 0, 2_000);
        Check.inRange("durationMs", durationMs, 1_000, 3_600_000);
        Check.inRange("recoveryShareRatio", recoveryShareRatio, 0, 1);
        Check.inRange("openInterestLossRatio", openInterestLossRatio, 0, 0.9);
    }

    public static CascadeConfig defaults() {
        return new CascadeConfig(1.0, 130, 60_000, 0.4, 0.02);
    }

    /** The same cascades, more or less often; 0 for none. */
    public CascadeConfig withPerDay(double frequency) {
        return new CascadeConfig(frequency, moveBps, durationMs, recoveryShareRatio, openInterestLossRatio);
    }
}
