package io.nexus.domain.outcome;

import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.signal.Contribution;
import java.math.BigDecimal;
import java.util.List;

/** A closed position. Money in quote units, exact.
 *
 * @param lots opened in all
 * @param grossPnl realised before fees and funding
 * @param fees of all its executions, positive = paid
 * @param netBps (gross - fees) / entry notional
 * @param reason of the close that made it flat
 * @param entrySlippageBps and exit: against the mid at decision, positive = cost
 * @param contributions strategies behind the entry */
public record TradeOutcome(
        String account,
        String instrument,
        String positionId,
        Side side,
        long lots,
        double entryPriceTicks,
        double exitPriceTicks,
        BigDecimal grossPnl,
        BigDecimal fees,
        double netBps,
        ExitReason reason,
        double confidence,
        double pWin,
        double expectedValueBps,
        double entrySlippageBps,
        double exitSlippageBps,
        List<Contribution> contributions,
        String models,
        long openedAtMs,
        long closedAtMs) {

    public boolean isWin() {
        return grossPnl.compareTo(fees) > 0;
    }
}
