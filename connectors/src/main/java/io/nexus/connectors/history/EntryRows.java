package io.nexus.connectors.history;

import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.signal.Contribution;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Admitted entries as rows of {@code entry_strategies}: which strategies opened a position. */
final class EntryRows implements RowBinder<OrderEvent> {
    /** Whether an event admits an entry; only such events have a row. */
    static boolean isEntry(OrderEvent event) {
        OrderIntent intent = event.intent();
        return event.report() == null && intent != null && intent.plan() != null;
    }

    /** Strategies with the side each was for, like {@code vwap-reversion+,cumulative-delta-}. */
    static String text(List<Contribution> contributions) {
        return contributions.stream()
                .map(contribution -> contribution.strategy().key() + (contribution.direction() > 0 ? "+" : "-"))
                .collect(Collectors.joining(","));
    }

    /** Binds an event.
     *
     * @throws IllegalArgumentException if it admits no entry */
    @Override
    public void accept(PreparedStatement statement, OrderEvent event) throws SQLException {
        OrderIntent intent = event.intent();
        EntryPlan plan = intent == null ? null : intent.plan();
        if (intent == null || plan == null) {
            throw new IllegalArgumentException(event.kind() + " event of " + event.account() + " admits no entry");
        }
        new Row(statement)
                .text(intent.account())
                .text(intent.positionId())
                .text(intent.instrument())
                .text(text(plan.contributions()))
                .whole(intent.createdAtMs());
    }
}
