package io.nexus.connectors.history;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads trade history. Not thread-safe. An embedded database that a running job holds can't be opened: the error says so. */
public final class TradeHistory implements AutoCloseable {
    private static final int H2_IN_USE = 90_020;

    private final Connection connection;
    /** Runs of before there was such a table, which are only read, have none. */
    private final boolean hasEntryStrategies;

    private TradeHistory(Connection connection, boolean hasEntryStrategies) {
        this.connection = connection;
        this.hasEntryStrategies = hasEntryStrategies;
    }

    /** Opens trade history. An embedded database that has no tables yet gets them, unless it is only to be read; on a server
     * that is for {@link HistorySchema}.
     *
     * @throws HistorySchemaException if the tables are not there, or of another version than this program's
     * @throws SQLException if the database can't be opened, with its address */
    public static TradeHistory open(HistoryConfig config) throws SQLException {
        try {
            Connection connection = opened(config);
            StoredTables tables = new StoredTables(connection, config.dialect());
            return new TradeHistory(connection, tables.has(HistoryTable.ENTRY_STRATEGIES.sqlName()));
        } catch (HistorySchemaException e) {
            throw e;
        } catch (SQLException e) {
            String why = e.getErrorCode() == H2_IN_USE ? "is held by a running job" : "can't be opened";
            throw new SQLException(
                    "trade history " + config.shownUrl() + ' ' + why, e.getSQLState(), e.getErrorCode(), e);
        }
    }

    private static Connection opened(HistoryConfig config) throws SQLException {
        Connection connection = HistoryConnections.open(config);
        try {
            if (config.isMadeByReaders()) {
                HistorySchema.create(connection, config);
            } else if (!config.isReadOnly()) {
                HistorySchema.check(connection, config);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** An order as stored. Prices and quantity in quote and base units.
     *
     * @param limitPrice null on market orders
     * @param averagePrice null without executions
     * @param strategies that opened the order's position, each with the side it was for; null if it is not known */
    public record OrderRecord(
            String account,
            String clientOrderId,
            String instrument,
            String purpose,
            String side,
            BigDecimal quantity,
            @Nullable BigDecimal limitPrice,
            String status,
            long lots,
            long filledLots,
            @Nullable Double averagePrice,
            BigDecimal fees,
            @Nullable Double slippageBps,
            @Nullable String exitReason,
            @Nullable String error,
            long createdAtMs,
            long updatedAtMs,
            @Nullable String strategies) {}

    /** The newest mark of a position.
     *
     * @param strategies that opened it, each with the side it was for; null if it is not known */
    public record PositionRecord(
            String account,
            String positionId,
            String instrument,
            BigDecimal quantity,
            BigDecimal bidPrice,
            BigDecimal askPrice,
            BigDecimal unrealizedPnl,
            BigDecimal stopPrice,
            BigDecimal takeProfitPrice,
            long markedAtMs,
            @Nullable String strategies) {}

    /** A closed position.
     *
     * @param strategies that opened it, each with the side it was for; null if it is not known */
    public record OutcomeRecord(
            String account,
            String positionId,
            String instrument,
            String side,
            BigDecimal quantity,
            double entryPrice,
            double exitPrice,
            BigDecimal grossPnl,
            BigDecimal fees,
            double netBps,
            String exitReason,
            long openedAtMs,
            long closedAtMs,
            @Nullable String strategies) {}

    /** How many orders of a purpose are in a status. */
    public record StatusCount(String purpose, String status, long orders) {}

    /** An execution; money exact. */
    public record FillRecord(
            String instrument,
            long tradeId,
            String side,
            BigDecimal price,
            long lots,
            BigDecimal fee,
            long venueTimeMs) {}

    /** All closed positions together; money exact. */
    public record Profit(long trades, long wins, BigDecimal grossPnl, BigDecimal fees) {}

    /** Newest orders first. */
    public List<OrderRecord> orders(int limit) throws SQLException {
        return orders(limit, HistoryFilter.ALL);
    }

    /** The same of those that are wanted. */
    public List<OrderRecord> orders(int limit, HistoryFilter filter) throws SQLException {
        return query(
                "SELECT o.*, " + openedBy("orders", "o") + " WHERE "
                        + filter.conditions("o.instrument", "o.created_at_ms", strategies())
                        + " ORDER BY o.created_at_ms DESC, o.client_order_id DESC LIMIT " + limit,
                filter,
                row -> new OrderRecord(
                        row.getString("account"),
                        row.getString("client_order_id"),
                        row.getString("instrument"),
                        row.getString("purpose"),
                        row.getString("side"),
                        row.getBigDecimal("quantity"),
                        row.getBigDecimal("limit_price"),
                        row.getString("status"),
                        row.getLong("lots"),
                        row.getLong("filled_lots"),
                        real(row, "average_price"),
                        row.getBigDecimal("fees"),
                        real(row, "slippage_bps"),
                        row.getString("exit_reason"),
                        row.getString("error"),
                        row.getLong("created_at_ms"),
                        row.getLong("updated_at_ms"),
                        row.getString("opened_by")));
    }

    /** Every execution, in the order the venue made them. */
    public List<FillRecord> fills() throws SQLException {
        return query(
                "SELECT * FROM fills ORDER BY instrument, venue_time_ms, trade_id",
                row -> new FillRecord(
                        row.getString("instrument"),
                        row.getLong("trade_id"),
                        row.getString("side"),
                        row.getBigDecimal("price"),
                        row.getLong("lots"),
                        row.getBigDecimal("fee"),
                        row.getLong("venue_time_ms")));
    }

    /** How many positions were closed for each reason. */
    public Map<String, Long> closedByReason() throws SQLException {
        Map<String, Long> closed = new TreeMap<>();
        query(
                        "SELECT exit_reason, COUNT(*) AS n FROM outcomes GROUP BY exit_reason",
                        row -> Map.entry(row.getString("exit_reason"), row.getLong("n")))
                .forEach(entry -> closed.put(entry.getKey(), entry.getValue()));
        return closed;
    }

    /** Positions whose newest mark is not flat and that have no outcome, newest first, by their first order. The outcome
     * decides: a killed attempt of the job may have marked a position later than the one that follows it marks its end. */
    public List<PositionRecord> openPositions() throws SQLException {
        return openPositions(HistoryFilter.ALL);
    }

    /** The same of those that are wanted, by the time of their newest mark. */
    public List<PositionRecord> openPositions(HistoryFilter filter) throws SQLException {
        return query(
                "SELECT o.*, " + openedBy("positions", "o") + " WHERE o.signed_lots <> 0"
                        + " AND NOT EXISTS (SELECT 1 FROM outcomes c"
                        + " WHERE c.account = o.account AND c.position_id = o.position_id)"
                        + " AND " + filter.conditions("o.instrument", "o.marked_at_ms", strategies())
                        + " ORDER BY (SELECT MIN(i.created_at_ms) FROM orders i WHERE i.account = o.account"
                        + " AND i.position_id = o.position_id) DESC NULLS LAST, o.account, o.instrument, o.position_id",
                filter,
                row -> new PositionRecord(
                        row.getString("account"),
                        row.getString("position_id"),
                        row.getString("instrument"),
                        row.getBigDecimal("quantity"),
                        row.getBigDecimal("bid_price"),
                        row.getBigDecimal("ask_price"),
                        row.getBigDecimal("unrealized_pnl"),
                        row.getBigDecimal("stop_price"),
                        row.getBigDecimal("take_profit_price"),
                        row.getLong("marked_at_ms"),
                        row.getString("opened_by")));
    }

    /** Closed positions, newest first. */
    public List<OutcomeRecord> outcomes(int limit) throws SQLException {
        return outcomes(limit, HistoryFilter.ALL);
    }

    /** The same of those that are wanted, by the time they were closed. */
    public List<OutcomeRecord> outcomes(int limit, HistoryFilter filter) throws SQLException {
        return query(
                "SELECT * FROM outcomes WHERE " + filter.conditions("instrument", "closed_at_ms", "strategies")
                        + " ORDER BY closed_at_ms DESC, position_id DESC LIMIT " + limit,
                filter,
                row -> new OutcomeRecord(
                        row.getString("account"),
                        row.getString("position_id"),
                        row.getString("instrument"),
                        row.getString("side"),
                        row.getBigDecimal("quantity"),
                        row.getDouble("entry_price"),
                        row.getDouble("exit_price"),
                        row.getBigDecimal("gross_pnl"),
                        row.getBigDecimal("fees"),
                        row.getDouble("net_bps"),
                        row.getString("exit_reason"),
                        row.getLong("opened_at_ms"),
                        row.getLong("closed_at_ms"),
                        row.getString("strategies")));
    }

    public List<StatusCount> orderCounts() throws SQLException {
        return query(
                "SELECT purpose, status, COUNT(*) AS n FROM orders GROUP BY purpose, status ORDER BY purpose, status",
                row -> new StatusCount(row.getString("purpose"), row.getString("status"), row.getLong("n")));
    }

    public Profit profit() throws SQLException {
        return query(
                        "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN gross_pnl > fees THEN 1 ELSE 0 END), 0) AS wins,"
                                + " COALESCE(SUM(gross_pnl), 0) AS gross, COALESCE(SUM(fees), 0) AS fees FROM outcomes",
                        row -> new Profit(
                                row.getLong("n"),
                                row.getLong("wins"),
                                row.getBigDecimal("gross"),
                                row.getBigDecimal("fees")))
                .get(0);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static <T> List<T> all(ResultSet rows, RowReader<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
            all.add(reader.read(rows));
        }
        return all;
    }

    private <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        return query(sql, HistoryFilter.ALL, reader);
    }

    private <T> List<T> query(String sql, HistoryFilter filter, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            filter.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return all(rows, reader);
            }
        }
    }

    /** The strategies that opened a row's position, as a column, and the tables both are in. */
    private String openedBy(String table, String alias) {
        return strategies() + " AS opened_by FROM " + table + ' ' + alias
                + (hasEntryStrategies
                        ? " LEFT JOIN entry_strategies e ON e.account = " + alias + ".account AND e.position_id = "
                                + alias + ".position_id"
                        : "");
    }

    private String strategies() {
        return hasEntryStrategies ? "e.strategies" : "CAST(NULL AS VARCHAR(4000))";
    }

    private static @Nullable Double real(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
