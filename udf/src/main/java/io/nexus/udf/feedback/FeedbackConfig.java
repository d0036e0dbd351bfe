package io.nexus.udf.feedback;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How outcomes become calibration and weights.
 *
 * @param halfLifeMs feed time after which an episode counts half, 1 to 315,360,000,000
 * @param strengthFires fires whose strengths are kept per strategy, 21 to 100,000
 * @param minFires fires below which a strategy keeps its reference quantiles, at least 21
 * @param shrinkEpisodes episodes at which a bin's mean counts half, 0.01 to 1,000,000
 * @param windowDays days of trades behind the weights, 1 to 365
 * @param shrinkTrades calls at which a strategy's score counts half against the neutral 0.5, 0.01 to 1,000,000
 * @param smoothingRatio share of the new weight in the daily update, in (0, 1)
 * @param statisticsIntervalMs least feed time between two statistics of a strategy, 1 to 3,600,000
 * @param calibrationIntervalMs least feed time between two calibrations, 1 to 86,400,000
 * @param governanceIntervalMs feed time between two governance messages, 1 to 86,400,000
 * @param score what makes the weights */
public record FeedbackConfig(
        long halfLifeMs,
        long strengthFires,
        long minFires,
        double shrinkEpisodes,
        long windowDays,
        double shrinkTrades,
        double smoothingRatio,
        long statisticsIntervalMs,
        long calibrationIntervalMs,
        long governanceIntervalMs,
        ScoreConfig score)
        implements Serializable {
    /** Milliseconds of a UTC day. */
    static final long DAY_MS = 86_400_000;

    public FeedbackConfig {
        Check.inRange("halfLifeMs", halfLifeMs, 1, 315_360_000_000L);
        Check.inRange("strengthFires", (double) strengthFires, 21, 100_000);
        Check.inRange("minFires", (double) minFires, 21, (double) strengthFires);
        Check.inRange("shrinkEpisodes", shrinkEpisodes, 0.01, 1e6);
        Check.inRange("windowDays", (double) windowDays, 1, 365);
        Check.inRange("shrinkTrades", shrinkTrades, 0.01, 1e6);
        Check.inOpenUnitInterval("smoothingRatio", smoothingRatio);
        Check.inRange("statisticsIntervalMs", statisticsIntervalMs, 1, 3_600_000);
        Check.inRange("calibrationIntervalMs", calibrationIntervalMs, 1, 86_400_000);
        Check.inRange("governanceIntervalMs", governanceIntervalMs, 1, 86_400_000);
    }

    public static FeedbackConfig defaults() {
        return new FeedbackConfig(
                7 * DAY_MS, 1_000, 50, 20, 30, 30, 0.3, 1_000, 10_000, 60_000, ScoreConfig.defaults());
    }
}
