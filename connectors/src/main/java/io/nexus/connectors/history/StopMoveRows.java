package io.nexus.connectors.history;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.position.StopMove;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Stop moves as rows of {@code stop_moves}. */
final class StopMoveRows implements RowBinder<StopMove> {
    private final InstrumentCatalog instruments;

    StopMoveRows(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    @Override
    public void accept(PreparedStatement statement, StopMove move) throws SQLException {
        Instrument instrument = instruments.get(move.instrument());
        new Row(statement)
                .text(move.account())
                .text(move.positionId())
                .whole(move.sequence())
                .text(move.instrument())
                .text(move.cause())
                .money(instrument.price(move.fromTicks()))
                .money(instrument.price(move.toTicks()))
                .money(instrument.price(move.bidTicks()))
                .money(instrument.price(move.askTicks()))
                .whole(move.feedTimeMs());
    }
}
