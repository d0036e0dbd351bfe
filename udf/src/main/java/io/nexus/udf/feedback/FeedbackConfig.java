package io.nexus.udf.feedback;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How outcomes become calibration and weights.
 *
 * @param halfLifeMs feed time after which an episode counts half, positive
 * @param strengthFires fires whose strengths are kept per strategy, 21 to 100,000
 * @param minFires fires below which a strategy keeps its reference quantiles, at least 21
 * @param shrinkEpisodes episodes at which a bin's mean counts half, positive
 * @param windowDays days of trades behind the weights, 1 to 365
 * @param shrinkTrades calls at which a strategy's score counts half against the neutral 0.5, positive
 * @param smoothingRatio share of the new weight in the daily update, in (0, 1)
 * @param statisticsIntervalMs least feed time between two statistics of a strategy, positive
 * @param calibrationIntervalMs least feed time between two calibrations, positive
 * @param governanceIntervalMs feed time between two governance messages, positive
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
        Check.positive("halfLifeMs", halfLifeMs);
        Check.inRange("strengthFires", (double) strengthFires, 21, 100_000);
        Check.inRange("minFires", (double) minFires, 21, (double) strengthFires);
        Check.positive("shrinkEpisodes", shrinkEpisodes);
        Check.inRange("windowDays", (double) windowDays, 1, 365);
        Check.positive("shrinkTrades", shrinkTrades);
        Check.inOpenUnitInterval("smoothingRatio", smoothingRatio);
        Check.positive("statisticsIntervalMs", statisticsIntervalMs);
        Check.positive("calibrationIntervalMs", calibrationIntervalMs);
        Check.positive("governanceIntervalMs", governanceIntervalMs);
    }

    public static FeedbackConfig defaults() {
        return new FeedbackConfig(
                7 * DAY_MS, 1_000, 50, 20, 30, 30, 0.3, 1_000, 10_000, 60_000, ScoreConfig.defaults());
    }
}
