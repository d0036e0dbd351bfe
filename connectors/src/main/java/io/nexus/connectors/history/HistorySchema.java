package io.nexus.connectors.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the tables of trade history. */
public final class HistorySchema {
    private HistorySchema() {}

    /** Creates what is missing; what exists stays as it is. */
    public static void create(HistoryConfig config) throws SQLException {
        try (Connection connection = HistoryConnections.open(config)) {
            create(connection);
        }
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (HistoryTable table : HistoryTable.values()) {
                statement.execute(SqlDialect.create(table));
            }
        }
    }
}
