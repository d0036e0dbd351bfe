package io.nexus.udf.risk;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.signal.Contribution;

/** Probability that the trade wins: the router's confidence and the win rate of the bins behind the candidate, blended by
 * how many outcomes the bins hold: (prior x raw + n x pWin) / (prior + n). */
final class ConfidenceCalibration {
    private ConfidenceCalibration() {}

    /** In [0, 1]; the router's own confidence where the bins know nothing. */
    static double of(Candidate candidate, Calibration calibration, double priorEpisodes) {
        double episodes = episodes(candidate, calibration);
        double raw = clamp(candidate.routerConfidence());
        return Double.isFinite(candidate.pWin()) && episodes > 0
                ? clamp((priorEpisodes * raw + episodes * candidate.pWin()) / (priorEpisodes + episodes))
                : raw;
    }

    /** Mean number of outcomes in the bins of the strategies on the candidate's side. */
    private static double episodes(Candidate candidate, Calibration calibration) {
        double sum = 0;
        int count = 0;
        for (Contribution contribution : candidate.contributions()) {
            if (contribution.direction() == candidate.side().sign()) {
                sum += calibration.episodes()[Calibration.index(contribution.strategy(), contribution.rawConfidence())];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double clamp(double probability) {
        return Math.min(1, Math.max(0, probability));
    }
}
