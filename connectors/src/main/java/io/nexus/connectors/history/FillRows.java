package io.nexus.connectors.history;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Executions as rows of {@code fills}. */
final class FillRows implements RowBinder<FillRow> {
    private final InstrumentCatalog instruments;

    FillRows(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    @Override
    public void accept(PreparedStatement statement, FillRow row) throws SQLException {
        OrderIntent intent = row.intent();
        Fill fill = row.fill();
        Instrument instrument = instruments.get(intent.instrument());
        new Row(statement)
                .text(intent.account())
                .text(intent.instrument())
                .whole(fill.tradeId())
                .text(fill.clientOrderId())
                .text(intent.positionId())
                .text(intent.purpose())
                .text(fill.side())
                .money(instrument.price(fill.priceTicks()))
                .whole(fill.lots())
                .money(instrument.quantity(fill.lots()))
                .money(fill.fee())
                .whole(fill.venueTimeMs());
    }
}
