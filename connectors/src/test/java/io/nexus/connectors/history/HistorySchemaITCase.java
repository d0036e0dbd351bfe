package io.nexus.connectors.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.history.HistorySchema.Migration;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions of the tables, on real database servers. */
final class HistorySchemaITCase {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesTheTablesOnce(TestDatabase.Kind kind) throws SQLException, IOException {
        HistoryConfig config = TestDatabases.get(kind).fresh();

        assertThatThrownBy(() -> HistorySchema.check(config))
                .isInstanceOf(HistorySchemaException.class)
                .hasMessage("trade history " + config.shownUrl() + " has no tables; run nexus init");
        assertThat(HistorySchema.create(config)).isEqualTo(new Migration(0, 1));
        assertThat(HistorySchema.create(config)).isEqualTo(new Migration(1, 1));

        HistorySchema.check(config);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readersMakeNoTablesOnAServer(TestDatabase.Kind kind) throws SQLException, IOException {
        HistoryConfig config = TestDatabases.get(kind).fresh();

        assertThatThrownBy(() -> TradeHistory.open(config)).hasMessageEndingWith("has no tables; run nexus init");
        assertThatThrownBy(() -> TradeHistory.open(config)).hasMessageEndingWith("has no tables; run nexus init");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesTablesOfBeforeThereWereVersionsForTheFirst(TestDatabase.Kind kind) throws SQLException, IOException {
        HistoryConfig config = TestDatabases.get(kind).fresh();
        for (HistoryTable table : HistoryTable.values()) {
            execute(config, SqlDialect.create(table));
        }
        execute(config, "INSERT INTO orders (account, client_order_id, status) VALUES ('a', 'e1', 'FILLED')");

        HistorySchema.check(config);
        assertThat(HistorySchema.create(config)).isEqualTo(new Migration(1, 1));

        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orders(10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void finishesTablesThatWereBegun(TestDatabase.Kind kind) throws SQLException, IOException {
        HistoryConfig config = TestDatabases.get(kind).fresh();
        execute(config, SqlDialect.create(HistoryTable.ORDERS));

        assertThatThrownBy(() -> HistorySchema.check(config))
                .hasMessageEndingWith("has no table fills; run nexus init");
        assertThat(HistorySchema.create(config)).isEqualTo(new Migration(1, 1));

        HistorySchema.check(config);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesTablesOfOthersByTheMissingColumn(TestDatabase.Kind kind) throws SQLException, IOException {
        HistoryConfig config = TestDatabases.get(kind).fresh();
        execute(config, SqlDialect.create(HistoryTable.FILLS).replace("trade_id BIGINT", "trade_id VARCHAR(64)"));

        assertThatThrownBy(() -> HistorySchema.create(config))
                .isInstanceOf(HistorySchemaException.class)
                .hasMessageContaining("has a table fills without a column trade_id BIGINT");
        execute(config, "DROP TABLE fills");
        execute(config, "CREATE TABLE orders (account VARCHAR(64), client_order_id VARCHAR(64))");

        assertThatThrownBy(() -> HistorySchema.create(config))
                .hasMessageContaining("has a table orders without a column instrument VARCHAR(64)");
        assertThat(tables(config)).containsExactly("orders");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesANewerDatabaseWithBothVersions(TestDatabase.Kind kind) throws SQLException, IOException {
        HistoryConfig config = TestDatabases.get(kind).fresh();
        HistorySchema.create(config);
        execute(config, "INSERT INTO schema_version VALUES (7, 0)");

        String refusal = "trade history " + config.shownUrl() + " has schema version 7, this program knows versions up"
                + " to 1; run the newer program, or name another database";
        assertThatThrownBy(() -> HistorySchema.create(config)).hasMessage(refusal);
        assertThatThrownBy(() -> TradeHistory.open(config)).hasMessage(refusal);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesEachStepOnceFromWhereverItIs(TestDatabase.Kind kind) throws SQLException, IOException {
        HistoryConfig config = TestDatabases.get(kind).fresh();
        HistorySchema.create(config);
        HistorySchema next = new HistorySchema(List.of(
                StoredTables::create, tables -> tables.execute("ALTER TABLE orders ADD COLUMN note VARCHAR(64)")));

        try (Connection connection = HistoryConnections.open(config)) {
            assertThat(next.migrate(connection, config)).isEqualTo(new Migration(1, 2));
            assertThat(next.migrate(connection, config)).isEqualTo(new Migration(2, 2));
        }

        execute(config, "INSERT INTO orders (account, client_order_id, note) VALUES ('a', 'e1', 'new')");
        assertThatThrownBy(() -> HistorySchema.check(config)).hasMessageContaining("has schema version 2");
    }

    private static void execute(HistoryConfig config, String sql) throws SQLException {
        try (Connection connection = HistoryConnections.open(config);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables(HistoryConfig config) throws SQLException {
        try (Connection connection = HistoryConnections.open(config)) {
            StoredTables tables = new StoredTables(connection, config.dialect());
            List<String> names = new ArrayList<>();
            for (HistoryTable table : HistoryTable.values()) {
                if (tables.has(table.sqlName())) {
                    names.add(table.sqlName());
                }
            }
            return names;
        }
    }
}
