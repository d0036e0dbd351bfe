package io.nexus.connectors.history;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.position.PositionMark;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Marks as rows of {@code positions}: the newest one of a position stays. */
final class PositionRows implements RowBinder<PositionMark> {
    private final InstrumentCatalog instruments;

    PositionRows(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    @Override
    public void accept(PreparedStatement statement, PositionMark mark) throws SQLException {
        Instrument instrument = instruments.get(mark.instrument());
        new Row(statement)
                .text(mark.account())
                .text(mark.positionId())
                .text(mark.instrument())
                .whole(mark.signedLots())
                .money(instrument.quantity(mark.signedLots()))
                .money(instrument.price(mark.bidTicks()))
                .money(instrument.price(mark.askTicks()))
                .money(mark.unrealizedPnl())
                .money(instrument.price(mark.stopTicks()))
                .money(instrument.price(mark.takeProfitTicks()))
                .real(mark.volatility())
                .whole(mark.feedTimeMs());
    }
}
