package io.nexus.udf.position;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** When a position is closed, besides its stop and its target.
 *
 * @param disasterRatio fall from the best price that closes it whatever the stop, in (0, 1)
 * @param scaleOutRatio profit at which half of it is closed, in (0, 1)
 * @param reversalProbability probability of a reversal above which it is closed, 0 to 1
 * @param reversalMs how long that must last, in feed time, 0 to 86,400,000
 * @param minScore MQScore below which it is closed, 0 to 1
 * @param lowScoreMs how long that must last, in feed time, 0 to 86,400,000
 * @param maxAgeMs how long it may stay open, in feed time, 1 to 31,536,000,000
 * @param silenceMs feed time without market data of its instrument, while the feed's clock goes on, after which it is
 *     closed; 1 to 86,400,000 */
public record ExitConfig(
        double disasterRatio,
        double scaleOutRatio,
        double reversalProbability,
        long reversalMs,
        double minScore,
        long lowScoreMs,
        long maxAgeMs,
        long silenceMs)
        implements Serializable {

    public ExitConfig {
        Check.inOpenUnitInterval("disasterRatio", disasterRatio);
        Check.inOpenUnitInterval("scaleOutRatio", scaleOutRatio);
        Check.inRange("reversalProbability", reversalProbability, 0, 1);
        Check.inRange("reversalMs", reversalMs, 0, 86_400_000);
        Check.inRange("minScore", minScore, 0, 1);
        Check.inRange("lowScoreMs", lowScoreMs, 0, 86_400_000);
        Check.inRange("maxAgeMs", maxAgeMs, 1, 31_536_000_000L);
        Check.inRange("silenceMs", silenceMs, 1, 86_400_000);
    }

    public static ExitConfig defaults() {
        return new ExitConfig(0.10, 0.03, 0.65, 3_000, 0.3, 10_000, 86_400_000, 60_000);
    }
}
