package io.nexus.connectors.history;

import static io.nexus.connectors.history.HistoryRecords.CATALOG;
import static io.nexus.connectors.history.HistoryRecords.admitted;
import static io.nexus.connectors.history.HistoryRecords.close;
import static io.nexus.connectors.history.HistoryRecords.entry;
import static io.nexus.connectors.history.HistoryRecords.fill;
import static io.nexus.connectors.history.HistoryRecords.mark;
import static io.nexus.connectors.history.HistoryRecords.outcome;
import static io.nexus.connectors.history.HistoryRecords.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.history.TradeHistory.OrderRecord;
import io.nexus.connectors.history.TradeHistory.PositionRecord;
import io.nexus.connectors.history.TradeHistory.StatusCount;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.position.PositionMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every table's upsert and what is read of it, on real database servers. */
final class TradeHistoryITCase {
    private HistoryConfig config;
    private Connection connection;
    private TradeHistory history;

    private void open(TestDatabase.Kind kind) throws SQLException, IOException {
        config = TestDatabases.get(kind).fresh();
        HistorySchema.create(config);
        history = TradeHistory.open(config);
        connection = HistoryConnections.open(config);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        if (history != null) {
            connection.close();
            history.close();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsOneRowPerOrderWithIntentAndReport(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        OrderIntent entry = entry("e1");

        write(admitted(entry));
        write(report(entry, OrderStatus.CANCELED, 5_200, fill(entry, 1, 100_000, 300), fill(entry, 2, 100_010, 100)));

        List<OrderRecord> orders = history.orders(10);
        assertThat(orders).hasSize(1);
        OrderRecord order = orders.get(0);
        assertThat(order.status()).isEqualTo("CANCELED");
        assertThat(order.quantity()).isEqualByComparingTo("1");
        assertThat(order.limitPrice()).isEqualByComparingTo("10001");
        assertThat(order.filledLots()).isEqualTo(400);
        assertThat(order.averagePrice()).isEqualTo(10_000.25);
        assertThat(order.fees()).isEqualByComparingTo("2.00005");
        assertThat(order.slippageBps()).isEqualTo(0.25);
        assertThat(order.updatedAtMs()).isEqualTo(5_200);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsWhoOpenedAPositionAndOnlyWhatIsAskedFor(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        OrderEvent admitted = admitted(entry("e1"));
        write(admitted);
        write(HistoryTable.ENTRY_STRATEGIES, new EntryRows(), admitted);
        write(admitted(close("e1x01", "e1")));
        write(admitted(close("e2x01", "e2")));
        long createdAtMs = history.orders(10).get(0).createdAtMs();

        assertThat(history.orders(10))
                .extracting(OrderRecord::strategies)
                .contains("vwap-reversion+,cumulative-delta-");
        assertThat(history.orders(10, new HistoryFilter("", Long.MIN_VALUE, "cumulative-delta")))
                .extracting(OrderRecord::clientOrderId)
                .containsExactlyInAnyOrder("e1", "e1x01");
        assertThat(history.orders(10, new HistoryFilter("", Long.MIN_VALUE, "cumulative")))
                .isEmpty();
        assertThat(history.orders(10, new HistoryFilter("btcusdt", createdAtMs, "")))
                .hasSize(3);
        assertThat(history.orders(10, new HistoryFilter("BTCUSD", Long.MIN_VALUE, "")))
                .isEmpty();
        assertThat(history.orders(10, new HistoryFilter("%", Long.MIN_VALUE, "")))
                .isEmpty();
        assertThat(history.orders(10, new HistoryFilter("", createdAtMs + 1, "")))
                .isEmpty();
        assertThat(history.openPositions(new HistoryFilter("BTCUSDT", 0, "vwap-reversion")))
                .isEmpty();
        assertThat(history.outcomes(10, new HistoryFilter("BTCUSDT", 0, "vwap-reversion")))
                .isEmpty();
        assertThat(EntryRows.isEntry(admitted(close("e1x01", "e1")))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leavesLimitPriceAndAverageOutWhereThereAreNone(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        write(admitted(close("e1x01", "e1")));

        OrderRecord order = history.orders(10).get(0);

        assertThat(order.limitPrice()).isNull();
        assertThat(order.averagePrice()).isNull();
        assertThat(order.slippageBps()).isNull();
        assertThat(order.exitReason()).isEqualTo("TRAILING_STOP");
        assertThat(order.status()).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void endsWithTheSameRowWhateverTheOrderOfEvents(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        for (long seed = 0; seed < 40; seed++) {
            OrderIntent entry = entry("e" + seed);
            var first = fill(entry, 2 * seed, 100_000, 400);
            var second = fill(entry, 2 * seed + 1, 100_010, 600);
            List<OrderEvent> events = new ArrayList<>(List.of(
                    admitted(entry),
                    report(entry, OrderStatus.UNKNOWN, 5_050),
                    report(entry, OrderStatus.SUBMITTED, 5_100),
                    report(entry, OrderStatus.PARTIALLY_FILLED, 5_150, first),
                    report(entry, OrderStatus.CANCELED, 5_160, first),
                    report(entry, OrderStatus.FILLED, 5_200, first, second),
                    admitted(entry)));
            Collections.shuffle(events, new Random(seed));
            for (OrderEvent event : events) {
                write(event);
            }
        }

        List<OrderRecord> orders = history.orders(100);

        assertThat(orders).hasSize(40).allSatisfy(order -> {
            assertThat(order.status()).isEqualTo("FILLED");
            assertThat(order.filledLots()).isEqualTo(1_000);
            assertThat(order.averagePrice()).isEqualTo(10_000.6);
            assertThat(order.fees()).isEqualByComparingTo("5.0003");
            assertThat(order.updatedAtMs()).isEqualTo(5_200);
        });
        assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 40));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsOneRowPerExecution(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        OrderIntent entry = entry("e1");
        OrderEvent event =
                report(entry, OrderStatus.FILLED, 5_200, fill(entry, 1, 100_000, 400), fill(entry, 2, 100_010, 600));

        for (int i = 0; i < 2; i++) {
            for (FillRow row : FillRow.of(event)) {
                write(HistoryTable.FILLS, new FillRows(CATALOG), row);
            }
        }

        assertThat(count("SELECT COUNT(*) FROM fills")).isEqualTo(2);
        assertThat(count("SELECT SUM(lots) FROM fills WHERE price IN (10000, 10001)"))
                .isEqualTo(1_000);
        assertThat(FillRow.of(admitted(entry))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheNewestMarkEvenIfAnOlderOneComesLater(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        write(HistoryTable.POSITIONS, new PositionRows(CATALOG), mark(1_000, 100_200, 7_000));
        write(HistoryTable.POSITIONS, new PositionRows(CATALOG), mark(500, 100_100, 6_000));

        List<PositionRecord> open = history.openPositions();

        assertThat(open).hasSize(1);
        assertThat(open.get(0).quantity()).isEqualByComparingTo("1");
        assertThat(open.get(0).bidPrice()).isEqualByComparingTo("10020");
        assertThat(open.get(0).stopPrice()).isEqualByComparingTo("9800");
        write(HistoryTable.POSITIONS, new PositionRows(CATALOG), mark(0, 100_200, 8_000));
        assertThat(history.openPositions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsTheNewestOpenPositionFirstAndThoseWithoutAnOrderLast(TestDatabase.Kind kind)
            throws SQLException, IOException {
        open(kind);
        write(admitted(entryAt("e1", 5_000)));
        write(admitted(entryAt("e2", 6_000)));
        write(admitted(entryAt("e3", 4_000)));
        for (String positionId : List.of("e1", "lost", "e2", "e3")) {
            PositionMark mark = mark(1_000, 100_200, 7_000);
            write(
                    HistoryTable.POSITIONS,
                    new PositionRows(CATALOG),
                    new PositionMark(
                            mark.account(),
                            mark.instrument(),
                            positionId,
                            mark.signedLots(),
                            mark.bidTicks(),
                            mark.askTicks(),
                            mark.unrealizedPnl(),
                            mark.stopTicks(),
                            mark.takeProfitTicks(),
                            mark.volatility(),
                            mark.feedTimeMs()));
        }

        assertThat(history.openPositions())
                .extracting(PositionRecord::positionId)
                .containsExactly("e2", "e1", "e3", "lost");
    }

    private static OrderIntent entryAt(String id, long createdAtMs) {
        OrderIntent entry = entry(id);
        return new OrderIntent(
                entry.account(),
                entry.instrument(),
                entry.clientOrderId(),
                entry.positionId(),
                entry.purpose(),
                entry.side(),
                entry.type(),
                entry.timeInForce(),
                entry.lots(),
                entry.limitTicks(),
                entry.isReduceOnly(),
                createdAtMs,
                entry.triggeredAtMs(),
                entry.triggerSentAtWallMs(),
                entry.evaluation(),
                entry.doubledMidTicks(),
                entry.plan(),
                entry.exitReason());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsEveryStopMoveAndDecision(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        write(HistoryTable.STOP_MOVES, new StopMoveRows(CATALOG), HistoryRecords.stopMove(1, 0, 98_000));
        write(HistoryTable.STOP_MOVES, new StopMoveRows(CATALOG), HistoryRecords.stopMove(2, 98_000, 100_495));
        write(HistoryTable.STOP_MOVES, new StopMoveRows(CATALOG), HistoryRecords.stopMove(2, 98_000, 100_495));
        write(HistoryTable.DECISIONS, new DecisionRows(), HistoryRecords.decision("e1"));

        assertThat(count("SELECT COUNT(*) FROM stop_moves")).isEqualTo(2);
        assertThat(count("SELECT to_price * 10 FROM stop_moves WHERE stop_sequence = 2"))
                .isEqualTo(100_495);
        assertThat(count("SELECT notional FROM decisions WHERE client_order_id = 'e1' AND action = 'BUY'"))
                .isEqualTo(10_001);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sumsProfitExactly(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        write(HistoryTable.OUTCOMES, new OutcomeRows(CATALOG), outcome("e1", "50.00000001", "10.00000003", 9_000));
        write(HistoryTable.OUTCOMES, new OutcomeRows(CATALOG), outcome("e2", "5", "10", 9_500));
        write(HistoryTable.OUTCOMES, new OutcomeRows(CATALOG), outcome("e2", "5", "10", 9_500));

        assertThat(history.profit().trades()).isEqualTo(2);
        assertThat(history.profit().wins()).isEqualTo(1);
        assertThat(history.profit().grossPnl()).isEqualByComparingTo("55.00000001");
        assertThat(history.profit().fees()).isEqualByComparingTo("20.00000003");
        assertThat(history.outcomes(1)).extracting(o -> o.positionId()).containsExactly("e2");
        assertThat(count("SELECT COUNT(*) FROM outcomes WHERE p_win IS NULL AND strategies = 'lvn-breakout+'"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesEventsThatTellOfNoOrder(TestDatabase.Kind kind) throws SQLException, IOException {
        open(kind);
        OrderEvent event = OrderEvent.reconciled(HistoryRecords.ACCOUNT, 1, 1);

        assertThat(OrderRows.isOrder(event)).isFalse();
        assertThatThrownBy(() -> write(event)).hasMessageContaining("tells of no order");
    }

    @Test
    void saysWhereItCouldNotBeOpened(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("password");
        Files.writeString(file, "wrong\n");
        HistoryConfig embedded = HistoryConfig.embedded(directory);
        TradeHistory.open(embedded).close();
        HistoryConfig locked = new HistoryConfig(embedded.url(), "someone", file.toString(), 10, 100, 1_000);

        assertThatThrownBy(() -> TradeHistory.open(locked))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("jdbc:h2:file:")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void tellsPostgresToMergeByRank() {
        String sql = SqlDialect.POSTGRESQL.upsert(HistoryTable.ORDERS);

        assertThat(sql)
                .startsWith("INSERT INTO orders AS t (account, client_order_id,")
                .contains("ON CONFLICT (account, client_order_id) DO UPDATE SET")
                .contains(
                        "status = CASE WHEN EXCLUDED.status_rank > t.status_rank THEN EXCLUDED.status ELSE t.status END")
                .contains("filled_lots = GREATEST(t.filled_lots, EXCLUDED.filled_lots)");
    }

    private void write(OrderEvent event) throws SQLException {
        write(HistoryTable.ORDERS, new OrderRows(CATALOG), event);
    }

    private <T> void write(HistoryTable table, RowBinder<T> rows, T value) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(config.dialect().upsert(table))) {
            rows.accept(statement, value);
            statement.addBatch();
            statement.executeBatch();
        }
    }

    private long count(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
