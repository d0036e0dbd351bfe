package io.nexus.connectors.history;

import io.nexus.domain.decision.Decision;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sinks of trade history, at least once: rows merge, so a record told twice changes nothing. The tables must exist (see
 * {@link HistorySchema}). Run each with parallelism 1, else two subtasks may insert the same new key at once and retry. */
public final class HistorySinks {
    private static final Logger LOG = LoggerFactory.getLogger(HistorySinks.class);
    private static final int MAX_RETRIES = 3;

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

    private <T> JdbcSink<T> sink(HistoryTable table, RowBinder<T> rows) {
        JdbcExecutionOptions execution = JdbcExecutionOptions.builder()
                .withBatchSize(config.batchSize())
                .withBatchIntervalMs(config.batchIntervalMs())
                .withMaxRetries(MAX_RETRIES)
                .build();
        return JdbcSink.<T>builder()
                .withQueryStatement(config.dialect().upsert(table), rows::accept)
                .withExecutionOptions(execution)
                .buildAtLeastOnce(new SinkConnection(config));
    }

    /** The connection of a sink, as Flink's connector asks for it. */
    private static final class SinkConnection implements JdbcConnectionProvider {
        private static final long serialVersionUID = 1;

        private final HistoryConfig config;
        private transient @Nullable Connection connection;

        SinkConnection(HistoryConfig config) {
            this.config = config;
        }

        @Override
        public @Nullable Connection getConnection() {
            return connection;
        }

        @Override
        public boolean isConnectionValid() throws SQLException {
            return connection != null && connection.isValid(5);
        }

        @Override
        public Connection getOrEstablishConnection() throws SQLException {
            Connection opened = connection == null ? HistoryConnections.open(config) : connection;
            connection = opened;
            return opened;
        }

        @Override
        public void closeConnection() {
            Connection opened = connection;
            connection = null;
            if (opened != null) {
                try {
                    opened.close();
                } catch (SQLException e) {
                    LOG.debug("closing", e);
                }
            }
        }

        @Override
        public void close() {
            closeConnection();
        }

        @Override
        public Connection reestablishConnection() throws SQLException {
            closeConnection();
            return getOrEstablishConnection();
        }
    }
}
