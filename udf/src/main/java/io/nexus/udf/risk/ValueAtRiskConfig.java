package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How value at risk is measured on hourly returns.
 *
 * @param tailProbability share of hours worse than the value at risk, in (0, 1)
 * @param normalQuantile of a standard normal at one minus that share, 0.1 to 10
 * @param horizonHours hours the hourly figure is scaled to by the square root of time, 1 to 720
 * @param minPoints hourly book returns that filtered historical simulation needs, 2 or more
 * @param decay of the exponentially weighted variance per hour, in (0, 1)
 * @param shortHistoryFactor applied to the parametric figure where points are too few, 1 or more */
public record ValueAtRiskConfig(
        double tailProbability,
        double normalQuantile,
        double horizonHours,
        int minPoints,
        double decay,
        double shortHistoryFactor)
        implements Serializable {
    public ValueAtRiskConfig {
        Check.inOpenUnitInterval("tailProbability", tailProbability);
        Check.inRange("normalQuantile", normalQuantile, 0.1, 10);
        Check.inRange("horizonHours", horizonHours, 1, 720);
        Check.inRange("minPoints", minPoints, 2, HourlyCloses.CAPACITY - 1);
        Check.inOpenUnitInterval("decay", decay);
        Check.inRange("shortHistoryFactor", shortHistoryFactor, 1, 100);
    }

    public static ValueAtRiskConfig defaults() {
        return new ValueAtRiskConfig(0.01, 2.3263478740408408, 24, 500, 0.94, 1.25);
    }
}
