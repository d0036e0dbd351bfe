package io.nexus.connectors.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Whose an embedded trade history is, and how new. A run raises the number again and again while it writes, so that a copy of an
 * older state, or of another run, is known as one.
 *
 * @param runId of the run that writes
 * @param number never falls in the life of a run */
public record HistoryStamp(String runId, long number) {
    private static final String TABLE = "run_stamp";
    private static final String FILE = "history.mv.db";

    /** The file of the embedded database in a directory. */
    public static Path file(Path directory) {
        return directory.resolve(FILE);
    }

    /** Reads the stamp of an embedded database, and every row, so that a damaged page is found. Changes nothing.
     *
     * @return empty if it was never stamped
     * @throws SQLException if there is no database, or it can't be read to its end */
    public static Optional<HistoryStamp> inspect(HistoryConfig embedded) throws SQLException {
        HistoryConfig readOnly = embedded.withUrl(embedded.url() + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");
        try (Connection connection = HistoryConnections.open(readOnly)) {
            StoredTables tables = new StoredTables(connection, embedded.dialect());
            for (HistoryTable table : HistoryTable.values()) {
                if (tables.has(table.sqlName())) {
                    readThrough(connection, table);
                }
            }
            return tables.has(TABLE) ? stored(connection) : Optional.empty();
        }
    }

    /** Writes the stamp.
     *
     * @throws SQLException if the database can't be opened or written */
    public void store(HistoryConfig config) throws SQLException {
        try (Connection connection = HistoryConnections.open(config)) {
            create(connection);
            if (!update(connection)) {
                insert(connection);
            }
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE
                    + " (run_id VARCHAR(64) NOT NULL PRIMARY KEY, number BIGINT NOT NULL)");
        }
    }

    private boolean update(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + TABLE + " SET run_id = ?, number = ?")) {
            update.setString(1, runId);
            update.setLong(2, number);
            return update.executeUpdate() > 0;
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + TABLE + " (run_id, number) VALUES (?, ?)")) {
            insert.setString(1, runId);
            insert.setLong(2, number);
            insert.executeUpdate();
        }
    }

    private static Optional<HistoryStamp> stored(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT run_id, number FROM " + TABLE)) {
            return rows.next() ? Optional.of(new HistoryStamp(rows.getString(1), rows.getLong(2))) : Optional.empty();
        }
    }

    private static void readThrough(Connection connection, HistoryTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table.sqlName())) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
    }
}
