package io.nexus.connectors.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables of trade history and their version, which the table {@code schema_version} holds. Each version is made from the
 * one before by one step. Tables without a version were made before there were versions: they are of version 1. */
public final class HistorySchema {
    private static final HistorySchema CURRENT = new HistorySchema(List.of(StoredTables::create));
    private static final int FIRST = 1;

    private final List<Step> steps;

    /** Versions 1, 2, ..., one per step. */
    HistorySchema(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Takes the tables from one version to the next. Where it was interrupted it is repeated, so it leaves alone what is done. */
    @FunctionalInterface
    interface Step {
        void apply(StoredTables tables) throws SQLException;
    }

    /** Versions before and after; equal if there was nothing to do.
     *
     * @param from 0 = there were no tables */
    public record Migration(int from, int to) {}

    /** Makes or migrates the tables of a database, in one transaction where the database can.
     *
     * @throws HistorySchemaException if its tables are of a newer version, or of none that this program knows
     * @throws SQLException if it can't be opened */
    public static Migration create(HistoryConfig config) throws SQLException {
        try (Connection connection = HistoryConnections.open(config)) {
            return create(connection, config);
        }
    }

    /** Looks whether a database has the tables of this program; changes nothing.
     *
     * @throws HistorySchemaException if it has not, with what to do
     * @throws SQLException if it can't be opened */
    public static void check(HistoryConfig config) throws SQLException {
        try (Connection connection = HistoryConnections.open(config)) {
            check(connection, config);
        }
    }

    static Migration create(Connection connection, HistoryConfig config) throws SQLException {
        return CURRENT.migrate(connection, config);
    }

    static void check(Connection connection, HistoryConfig config) throws SQLException {
        CURRENT.verify(connection, config);
    }

    Migration migrate(Connection connection, HistoryConfig config) throws SQLException {
        StoredTables tables = new StoredTables(connection, config.dialect());
        connection.setAutoCommit(false);
        try {
            tables.lock();
            int recorded = knownVersion(tables, config);
            int from = recorded == StoredTables.NO_VERSION && tables.hasAny() ? FIRST : recorded;
            if (from == FIRST) {
                requireColumns(tables, config);
            }
            for (int version = recorded + 1; version <= steps.size(); version++) {
                steps.get(version - 1).apply(tables);
                tables.record(version);
            }
            tables.create(); // what was dropped since
            requireColumns(tables, config);
            connection.commit();
            return new Migration(from, steps.size());
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void verify(Connection connection, HistoryConfig config) throws SQLException {
        StoredTables tables = new StoredTables(connection, config.dialect());
        int version = knownVersion(tables, config);
        if (!tables.hasAny()) {
            throw refusal(config, " has no tables; run nexus init");
        }
        if (Math.max(version, FIRST) < steps.size()) {
            throw refusal(
                    config,
                    " has schema version " + Math.max(version, FIRST) + ", this program needs " + steps.size()
                            + "; run nexus init");
        }
        for (HistoryTable table : HistoryTable.values()) {
            if (!tables.has(table.sqlName())) {
                throw refusal(config, " has no table " + table.sqlName() + "; run nexus init");
            }
        }
        requireColumns(tables, config);
    }

    private int knownVersion(StoredTables tables, HistoryConfig config) throws SQLException {
        int version = tables.version();
        if (version > steps.size()) {
            throw refusal(
                    config,
                    " has schema version " + version + ", this program knows versions up to " + steps.size()
                            + "; run the newer program, or name another database");
        }
        return version;
    }

    /** What tables there are must have all columns. */
    private static void requireColumns(StoredTables tables, HistoryConfig config) throws SQLException {
        for (HistoryTable table : HistoryTable.values()) {
            Column missing = tables.has(table.sqlName()) ? tables.missing(table) : null;
            if (missing != null) {
                throw refusal(
                        config,
                        " has a table " + table.sqlName() + " without a column " + missing.name() + ' '
                                + missing.sqlType() + ", so it is not of this program; rename it, or name another"
                                + " database or schema");
            }
        }
    }

    private static HistorySchemaException refusal(HistoryConfig config, String why) {
        return new HistorySchemaException("trade history " + config.shownUrl() + why);
    }
}
