package io.nexus.connectors.history;

import io.nexus.domain.decision.Decision;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/** Sinks of trade history, at least once: rows merge, so a record told twice changes nothing. The tables must exist (see
 * {@link HistorySchema}). Run each with parallelism 1, else two subtasks may insert the same new key at once and retry. */
public final class HistorySinks {
    private final HistoryConfig config;
    private final InstrumentCatalog instruments;

    public HistorySinks(HistoryConfig config, InstrumentCatalog instruments) {
        this.config = config;
        this.instruments = instruments;
    }

    /** Takes only events of orders, see {@link OrderRows#isOrder}. */
    public JdbcSink<OrderEvent> orders() {
        return sink(HistoryTable.ORDERS, new OrderRows(instruments));
    }

    public JdbcSink<FillRow> fills() {
        return sink(HistoryTable.FILLS, new FillRows(instruments));
    }

    public JdbcSink<PositionMark> positions() {
        return sink(HistoryTable.POSITIONS, new PositionRows(instruments));
    }

    public JdbcSink<StopMove> stopMoves() {
        return sink(HistoryTable.STOP_MOVES, new StopMoveRows(instruments));
    }

    public JdbcSink<TradeOutcome> outcomes() {
        return sink(HistoryTable.OUTCOMES, new OutcomeRows(instruments));
    }

    public JdbcSink<Decision> decisions() {
        return sink(HistoryTable.DECISIONS, new DecisionRows());
    }

    private <T> JdbcSink<T> sink(HistoryTable table, JdbcStatementBuilder<T> rows) {
        JdbcExecutionOptions execution = JdbcExecutionOptions.builder()
                .withBatchSize(config.batchSize())
                .withBatchIntervalMs(config.batchIntervalMs())
                .withMaxRetries(config.maxRetries())
                .build();
        return JdbcSink.<T>builder()
                .withQueryStatement(config.dialect().upsert(table), rows)
                .withExecutionOptions(execution)
                .buildAtLeastOnce(new HistoryConnections(config));
    }
}
