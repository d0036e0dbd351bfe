package io.nexus.connectors.history;

import io.nexus.domain.decision.Decision;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Approved decisions as rows of {@code decisions}. */
final class DecisionRows implements RowBinder<Decision> {
    @Override
    public void accept(PreparedStatement statement, Decision decision) throws SQLException {
        new Row(statement)
                .text(decision.account())
                .text(decision.clientOrderId())
                .text(decision.instrument())
                .text(decision.action())
                .whole(decision.evaluation())
                .whole(decision.feedTimeMs())
                .money(decision.entryPrice())
                .money(decision.quantity())
                .money(decision.notional())
                .money(decision.stopLoss())
                .money(decision.takeProfit())
                .real(decision.confidence())
                .real(decision.riskScore())
                .real(decision.expectedValueBps())
                .real(decision.valueEstimateBps())
                .real(decision.riskMultiplier())
                .real(decision.var99Ratio())
                .text(decision.models());
    }
}
