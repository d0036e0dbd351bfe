package io.nexus.connectors.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that a database has, as our statements find them. */
final class StoredTables {
    /** Holds a row per schema version that was reached. */
    static final String VERSIONS = "schema_version";

    static final int NO_VERSION = 0;

    private final Connection connection;
    private final SqlDialect dialect;

    StoredTables(Connection connection, SqlDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    boolean has(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(dialect.tableExists())) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    boolean hasAny() throws SQLException {
        for (HistoryTable table : HistoryTable.values()) {
            if (has(table.sqlName())) {
                return true;
            }
        }
        return false;
    }

    /** A column that a table lacks, or has with another type; null if it has all. */
    @Nullable
    Column missing(HistoryTable table) throws SQLException {
        Map<String, Integer> typeByColumn = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table.sqlName() + " WHERE 1 = 0")) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                typeByColumn.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), columns.getColumnType(i));
            }
        }
        return table.columns().stream()
                .filter(column -> !column.isStoredAs(typeByColumn.get(column.name())))
                .findFirst()
                .orElse(null);
    }

    /** Makes what is missing; what exists stays as it is. */
    void create() throws SQLException {
        for (HistoryTable table : HistoryTable.values()) {
            if (!has(table.sqlName())) {
                execute(SqlDialect.create(table));
            }
        }
    }

    /** The newest version that was recorded, or {@link #NO_VERSION}. */
    int version() throws SQLException {
        if (!has(VERSIONS)) {
            return NO_VERSION;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM " + VERSIONS)) {
            return rows.next() ? rows.getInt(1) : NO_VERSION;
        }
    }

    void record(int version) throws SQLException {
        if (!has(VERSIONS)) {
            execute("CREATE TABLE IF NOT EXISTS " + VERSIONS
                    + " (version INTEGER NOT NULL PRIMARY KEY, applied_at_ms BIGINT NOT NULL)");
        }
        execute("INSERT INTO " + VERSIONS + " (version, applied_at_ms) VALUES (" + version + ", "
                + System.currentTimeMillis() + ")");
    }

    /** From now on and until this transaction ends, others that want the same wait. */
    void lock() throws SQLException {
        if (!dialect.lockSchema().isEmpty()) {
            execute(dialect.lockSchema());
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
