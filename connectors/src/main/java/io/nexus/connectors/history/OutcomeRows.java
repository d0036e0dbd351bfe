package io.nexus.connectors.history;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.outcome.TradeOutcome;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Closed positions as rows of {@code outcomes}. */
final class OutcomeRows implements RowBinder<TradeOutcome> {
    private final InstrumentCatalog instruments;

    OutcomeRows(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    @Override
    public void accept(PreparedStatement statement, TradeOutcome outcome) throws SQLException {
        Instrument instrument = instruments.get(outcome.instrument());
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
                .text(EntryRows.text(outcome.contributions()))
                .text(outcome.models())
                .whole(outcome.openedAtMs())
                .whole(outcome.closedAtMs());
    }
}
