package io.nexus.connectors.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows in one transaction per call, over one connection that is opened when it is needed. Used by one thread; only
 * {@link #abort} is for others. */
final class HistoryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    /** SQL state of a key that is there already: another writer was faster, next time the row merges. */
    private static final String DUPLICATE_KEY = "23505";

    private static final int MOST_DUPLICATES = 3;

    private final HistoryConfig config;
    private final Map<HistoryTable, PreparedStatement> statementByTable = new EnumMap<>(HistoryTable.class);
    private volatile @Nullable Connection connection;
    private volatile boolean isAborted;
    private int duplicatesInARow;

    HistoryWriter(HistoryConfig config) {
        this.config = config;
    }

    /** A row that was left out, and why. */
    record Refusal(HistoryRow<?> row, Exception reason) {}

    /** Writes all rows but those that the database, or their binder, refuses for what is in them.
     *
     * @return the rows that were left out
     * @throws SQLException if nothing was written */
    List<Refusal> write(List<HistoryRow<?>> rows) throws SQLException {
        List<Refusal> refusals = new ArrayList<>();
        boolean isCommitted = false;
        try {
            Connection open = connection();
            Map<HistoryTable, List<HistoryRow<?>>> byTable = rows.stream()
                    .collect(Collectors.groupingBy(
                            HistoryRow::table, () -> new EnumMap<>(HistoryTable.class), Collectors.toList()));
            for (Map.Entry<HistoryTable, List<HistoryRow<?>>> entry : byTable.entrySet()) {
                write(open, statement(open, entry.getKey()), entry.getValue(), refusals);
            }
            open.commit();
            isCommitted = true;
            duplicatesInARow = 0;
            return refusals;
        } catch (SQLException e) {
            duplicatesInARow += DUPLICATE_KEY.equals(e.getSQLState()) ? 1 : 0;
            throw e;
        } finally {
            if (!isCommitted) {
                disconnect();
            }
        }
    }

    /** Breaks the connection off, also while a statement waits; for another thread. Nothing can be written any more. */
    void abort() {
        isAborted = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("aborting", e);
            }
        }
    }

    @Override
    public void close() {
        disconnect();
    }

    /** Writes rows of one table; halves them until the refused ones are alone. */
    private void write(Connection open, PreparedStatement statement, List<HistoryRow<?>> rows, List<Refusal> refusals)
            throws SQLException {
        Savepoint before = open.setSavepoint();
        try {
            refusals.addAll(execute(statement, rows));
            open.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!isOfRow(e)) {
                throw e;
            }
            open.rollback(before);
            int half = rows.size() / 2;
            if (half == 0) {
                refusals.add(new Refusal(rows.get(0), e));
                return;
            }
            write(open, statement, rows.subList(0, half), refusals);
            write(open, statement, rows.subList(half, rows.size()), refusals);
        }
    }

    private static List<Refusal> execute(PreparedStatement statement, List<HistoryRow<?>> rows) throws SQLException {
        List<Refusal> unbound = new ArrayList<>();
        statement.clearBatch();
        for (HistoryRow<?> row : rows) {
            try {
                row.bind(statement);
                statement.addBatch();
            } catch (RuntimeException e) { // a record may lack what its binder needs, in ways of its own
                unbound.add(new Refusal(row, e));
            }
        }
        if (unbound.size() < rows.size()) {
            statement.executeBatch();
        }
        return unbound;
    }

    /** Whether a value is to blame: SQL states 22 (data) and 23 (constraint). */
    private boolean isOfRow(SQLException e) {
        String state = e.getSQLState();
        if (DUPLICATE_KEY.equals(state)) {
            return duplicatesInARow >= MOST_DUPLICATES;
        }
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        open = HistoryConnections.open(config);
        connection = open;
        if (isAborted) {
            throw new SQLException("closed");
        }
        HistorySchema.check(open, config);
        open.setAutoCommit(false);
        return open;
    }

    private PreparedStatement statement(Connection open, HistoryTable table) throws SQLException {
        PreparedStatement known = statementByTable.get(table);
        if (known == null) {
            known = open.prepareStatement(config.dialect().upsert(table));
            statementByTable.put(table, known);
        }
        return known;
    }

    private void disconnect() {
        statementByTable.clear();
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("closing a broken connection", e);
            }
        }
    }
}
