package io.nexus.connectors.history;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.outcome.TradeOutcome;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Closed positions as rows of {@code outcomes}. */
final class OutcomeRows implements RowBinder<TradeOutcome> {
    private final InstrumentCatalog instruments;

    OutcomeRows(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    @Override
    public void accept(PreparedStatement statement, TradeOutcome outcome) throws SQLException {
        Instrument instrument = instruments.get(outcome.instrument());
        String strategies = outcome.contributions().stream()
                .map(contribution -> contribution.strategy().key() + (contribution.direction() > 0 ? "+" : "-"))
                .collect(Collectors.joining(","));
        new Row(statement)
                .text(outcome.account())
                .text(outcome.positionId())
                .text(outcome.instrument())
                .text(outcome.side())
                .money(instrument.quantity(outcome.lots()))
                .real(instrument.priceValue(outcome.entryPriceTicks()))
                .real(instrument.priceValue(outcome.exitPriceTicks()))
                .money(outcome.grossPnl())
                .money(outcome.fees())
                .real(outcome.netBps())
                .text(outcome.reason())
                .real(outcome.confidence())
                .real(outcome.pWin())
                .real(outcome.expectedValueBps())
                .real(outcome.entrySlippageBps())
                .real(outcome.exitSlippageBps())
                .text(strategies)
                .text(outcome.models())
                .whole(outcome.openedAtMs())
                .whole(outcome.closedAtMs());
    }
}
