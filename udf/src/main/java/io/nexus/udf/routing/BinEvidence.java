package io.nexus.udf.routing;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import java.util.List;

/** What past episodes like the contributing signals came to; means weighted by weight times confidence over the signals on
 * the trade's side.
 *
 * @param pWin 0 to 1; 0 without a signal on that side
 * @param netBps net of costs; 0 without a signal on that side */
record BinEvidence(double pWin, double netBps) {

    static BinEvidence of(List<Contribution> contributions, Side side, Calibration calibration) {
        double wins = 0;
        double net = 0;
        double total = 0;
        for (Contribution part : contributions) {
            if (part.direction() == side.sign()) {
                int bin = Calibration.index(part.strategy(), part.rawConfidence());
                double share = part.weight() * part.confidence();
                wins += share * calibration.pWin()[bin];
                net += share * calibration.meanNetBps()[bin];
                total += share;
            }
        }
        return total > 0 ? new BinEvidence(wins / total, net / total) : new BinEvidence(0, 0);
    }
}
