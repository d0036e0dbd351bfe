package io.nexus.connectors.history;

import java.util.List;
import java.util.stream.Collectors;

/** How a database is told to insert a row or merge it into the one with its key. */
enum SqlDialect {
    H2 {
        @Override
        String upsert(HistoryTable table) {
            String parameters = table.columns().stream()
                    .map(column -> "CAST(? AS " + castType(column) + ") AS " + column.name())
                    .collect(Collectors.joining(", "));
            String keys = table.keys().stream()
                    .map(key -> "t." + key.name() + " = s." + key.name())
                    .collect(Collectors.joining(" AND "));
            return "MERGE INTO " + table.sqlName() + " AS t USING (SELECT " + parameters + ") AS s ON " + keys
                    + " WHEN MATCHED THEN UPDATE SET " + assignments(table, "s")
                    + " WHEN NOT MATCHED THEN INSERT (" + names(table.columns(), "") + ") VALUES ("
                    + names(table.columns(), "s.") + ")";
        }

        /** A cast to a text of some length would cut it in silence. */
        private String castType(Column column) {
            return column.sqlType().startsWith("VARCHAR") ? "VARCHAR" : column.sqlType();
        }

        @Override
        String tableExists() {
            return "SELECT COUNT(*) > 0 FROM information_schema.tables"
                    + " WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ?";
        }

        @Override
        String lockSchema() {
            return "";
        }
    },
    POSTGRESQL {
        @Override
        String upsert(HistoryTable table) {
            String parameters = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
            return "INSERT INTO " + table.sqlName() + " AS t (" + names(table.columns(), "") + ") VALUES ("
                    + parameters + ") ON CONFLICT (" + names(table.keys(), "") + ") DO UPDATE SET "
                    + assignments(table, "EXCLUDED");
        }

        @Override
        String tableExists() {
            return "SELECT to_regclass(?) IS NOT NULL";
        }

        @Override
        String lockSchema() {
            return "SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")";
        }
    };

    /** Any number, the same in every build. */
    private static final long SCHEMA_LOCK = 0x6e65787573L;

    /** Statement with one parameter per column of the table, in order. */
    abstract String upsert(HistoryTable table);

    /** Query with one parameter, a table's name in lower case: whether statements find such a table. */
    abstract String tableExists();

    /** Statement that lets one transaction at a time change the schema; empty where only one process opens the database. */
    abstract String lockSchema();

    /** Dialect of a JDBC address.
     *
     * @throws IllegalArgumentException for other databases */
    static SqlDialect of(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException(
                "url must start with jdbc:h2: or jdbc:postgresql:, was " + JdbcUrl.shown(url));
    }

    static String create(HistoryTable table) {
        String columns = table.columns().stream()
                .map(column -> column.name() + ' ' + column.sqlType() + (column.isKey() ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + table.sqlName() + " (" + columns + ", PRIMARY KEY ("
                + names(table.keys(), "") + "))";
    }

    private static String assignments(HistoryTable table, String incoming) {
        return table.columns().stream()
                .filter(column -> !column.isKey())
                .map(column -> column.name() + " = " + column.merged("t", incoming))
                .collect(Collectors.joining(", "));
    }

    private static String names(List<Column> columns, String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }
}
