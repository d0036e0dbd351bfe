package io.nexus.connectors.history;

import static io.nexus.connectors.history.HistoryRecords.CATALOG;
import static io.nexus.connectors.history.HistoryRecords.admitted;
import static io.nexus.connectors.history.HistoryRecords.entry;
import static io.nexus.connectors.history.HistoryRecords.fill;
import static io.nexus.connectors.history.HistoryRecords.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.history.TradeHistory.StatusCount;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The follower against real database servers that are stopped, locked and stalled. */
final class HistoryFollowerITCase {
    private static final long LIMIT_MS = 60_000;

    private final FakeTopics topics = FakeTopics.all();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void writesWhatIsOnTheTopicsAndCommitsIt(TestDatabase.Kind kind) throws Exception {
        HistoryConfig config = withTables(TestDatabases.get(kind));
        sendOrders(0, 120);
        topics.send(Topics.ORDERS, OrderEvent.reconciled(HistoryRecords.ACCOUNT, 1, 1));
        topics.sendRaw(Topics.ORDERS, null);
        topics.send(Topics.MARKS, HistoryRecords.mark(1_000, 100_000, 6_000));
        topics.send(Topics.MARKS, HistoryRecords.mark(1_000, 100_001, 7_000));
        topics.send(Topics.STOP_MOVES, HistoryRecords.stopMove(1, 0, 98_000));
        topics.send(Topics.OUTCOMES, HistoryRecords.outcome("e1", "50", "10", 9_000));
        topics.send(Topics.DECISIONS, HistoryRecords.decision("e1"));

        try (HistoryFollower follower = start(config)) {
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            assertThat(follower.progress().rowsByTable())
                    .isEqualTo(Map.of(
                            "orders",
                            240L,
                            "fills",
                            120L,
                            "positions",
                            2L,
                            "stop_moves",
                            1L,
                            "outcomes",
                            1L,
                            "decisions",
                            1L,
                            "entry_strategies",
                            120L));
            assertThat(follower.progress().lagMs()).isZero();
            assertThat(follower.progress().unreadable() + follower.progress().refused())
                    .isZero();
        }
        assertThat(topics.committed(Topics.ORDERS)).isEqualTo(242);
        assertThat(topics.committed(Topics.MARKS)).isEqualTo(2);
        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 120));
            assertThat(history.fills()).hasSize(120);
            assertThat(history.openPositions()).isEmpty(); // an outcome ends it
            assertThat(history.profit().trades()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesNothingWhenEverythingIsReadAgain(TestDatabase.Kind kind) throws Exception {
        HistoryConfig config = withTables(TestDatabases.get(kind));
        sendOrders(0, 60);
        try (HistoryFollower follower = start(config)) {
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());
        }
        topics.resetGroup();

        try (HistoryFollower follower = start(config)) {
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            assertThat(follower.progress().rows()).isEqualTo(240);
        }

        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 60));
            assertThat(history.fills()).hasSize(60);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void missesNothingWhileTheDatabaseIsStoppedAndStarted(TestDatabase.Kind kind) throws Exception {
        TestDatabase database = TestDatabases.get(kind);
        HistoryConfig config = withTables(database);
        sendOrders(0, 100);
        try (HistoryFollower follower = start(config)) {
            await(follower, progress -> progress.rows() > 0);

            database.stop();
            sendOrders(100, 300);
            await(follower, progress -> progress.retries() > 1 && progress.lag().orElse(0) >= 400);
            assertThat(follower.progress().lagMs()).isPositive();
            database.restart();
            sendOrders(300, 350);
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            assertThat(follower.failure()).isNull();
        }
        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 350));
            assertThat(history.fills()).hasSize(350);
        }
        assertThat(topics.committed(Topics.ORDERS)).isEqualTo(700);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void catchesUpAfterAnotherSessionHadLockedATable(TestDatabase.Kind kind) throws Exception {
        TestDatabase database = TestDatabases.get(kind);
        HistoryConfig config = withTables(database);
        try (HistoryFollower follower = start(config);
                Connection locker = locked(database, config)) {
            sendOrders(0, 80);
            await(follower, progress -> progress.retries() > 0);
            assertThat(follower.progress().rows()).isZero();
            assertThat(follower.progress().lag().orElse(0)).isEqualTo(160);

            locker.rollback();
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            assertThat(follower.progress().rowsByTable()).containsEntry("orders", 160L);
        }
        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 80));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void endsWhileAStatementHangs(TestDatabase.Kind kind) throws Exception {
        TestDatabase database = TestDatabases.get(kind);
        HistoryConfig config = withTables(database);
        HistoryConfig patient = new HistoryConfig(config.url(), config.user(), "", 50, 10, 600_000);
        try (Connection locker = locked(database, config)) {
            try (HistoryFollower follower = start(patient)) {
                sendOrders(0, 1);
                await(follower, progress -> progress.lagMs() > 0);
            }

            assertThat(topics.isClosed()).isTrue();
            assertThat(topics.committed(Topics.ORDERS)).isZero();
            locker.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void survivesAConnectionThatGoesSilent(TestDatabase.Kind kind) throws Exception {
        TestDatabase database = TestDatabases.get(kind);
        HistoryConfig config = withTables(database);
        try (StallingProxy proxy = new StallingProxy(database.port());
                HistoryFollower follower = start(throughProxy(config, kind, database.port(), proxy))) {
            sendOrders(0, 10);
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            proxy.stall();
            sendOrders(10, 20);
            await(follower, progress -> progress.retries() > 0);
            proxy.resume();
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());
        }
        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 20));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leavesOutWhatCannotBeStoredAndNothingElse(TestDatabase.Kind kind) throws Exception {
        HistoryConfig config = withTables(TestDatabases.get(kind));
        sendOrders(0, 5);
        topics.sendRaw(Topics.ORDERS, "no json".getBytes(StandardCharsets.UTF_8));
        topics.sendRaw(Topics.ORDERS, "null".getBytes(StandardCharsets.UTF_8));
        topics.sendRaw(Topics.ORDERS, changed(order(5), "\"fills\":\\[.*?\\],", ""));
        topics.sendRaw(Topics.ORDERS, changed(order(6), "BTCUSDT", "XYZUSDT"));
        topics.sendRaw(Topics.ORDERS, changed(order(7), "\"e7\"", "\"" + "e7".repeat(40) + "\""));
        topics.sendRaw(Topics.OUTCOMES, outcome("50", "1E+2000000000"));
        topics.sendRaw(Topics.OUTCOMES, outcome("50", "7" + "0".repeat(26)));
        topics.sendRaw(Topics.OUTCOMES, outcome("50", "51"));
        sendOrders(8, 12);

        try (HistoryFollower follower = start(config)) {
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            assertThat(follower.progress().unreadable()).isEqualTo(3);
            assertThat(follower.progress().refused()).isEqualTo(2 + 2 + 2); // an order and its fill, twice
            assertThat(follower.progress().retries()).isZero();
        }
        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 9));
            assertThat(history.fills()).hasSize(9);
            assertThat(history.profit().grossPnl()).isEqualByComparingTo("51");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void waitsForTablesAndTopicsThatAreNotThereYet(TestDatabase.Kind kind) throws Exception {
        HistoryConfig config = TestDatabases.get(kind).fresh();
        FakeTopics none = new FakeTopics();
        try (HistoryFollower follower = HistoryFollower.start(config, CATALOG, record -> {}, none::open)) {
            await(follower, progress -> progress.retries() > 0);
            none.create(Topics.ORDERS);
            none.send(Topics.ORDERS, admitted(entry("e0")));
            await(follower, progress -> progress.lagMs() > 0);
            assertThat(follower.progress().lag()).isEmpty();

            HistorySchema.create(config);
            TopicRows.TOPICS.stream()
                    .filter(topic -> !topic.equals(Topics.ORDERS))
                    .forEach(none::create);
            await(follower, HistoryProgress::isCaughtUp);

            assertThat(follower.progress().rows()).isEqualTo(2); // the order and who opened it
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "H2")
    void goesOnWhenKafkaIsBack(TestDatabase.Kind kind) throws Exception {
        HistoryConfig config = withTables(TestDatabases.get(kind));
        try (HistoryFollower follower = start(config)) {
            sendOrders(0, 10);
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());
            topics.refuse(new TimeoutException("no broker today"));
            await(follower, progress -> progress.retries() > 1);
            assertThat(follower.progress().lag()).isEmpty();
            sendOrders(10, 20);

            topics.admit();
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            assertThat(topics.opened()).isGreaterThan(1);
            assertThat(follower.progress().rowsByTable()).containsEntry("orders", 40L);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "H2")
    void countsRecordsThatWereDeletedBeforeTheyWereRead(TestDatabase.Kind kind) throws Exception {
        HistoryConfig config = withTables(TestDatabases.get(kind));
        sendOrders(0, 10);
        try (HistoryFollower follower = start(config)) {
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());
        }
        sendOrders(10, 13);
        topics.deleteRecords(Topics.ORDERS);
        sendOrders(13, 15);

        try (HistoryFollower follower = start(config)) {
            await(follower, progress -> progress.isCaughtUp() && topics.isAllCommitted());

            assertThat(follower.progress().missed()).isEqualTo(6);
            assertThat(follower.progress().rowsByTable()).containsEntry("orders", 4L);
        }
    }

    private HistoryFollower start(HistoryConfig config) {
        return HistoryFollower.start(config, CATALOG, record -> {}, topics::open);
    }

    private static HistoryConfig withTables(TestDatabase database) throws SQLException {
        HistoryConfig config = database.fresh();
        HistorySchema.create(config);
        return config;
    }

    private static HistoryConfig throughProxy(
            HistoryConfig config, TestDatabase.Kind kind, int port, StallingProxy proxy) {
        String url = config.url().replace(":" + port + "/", ":" + proxy.port() + "/");
        return config.withUrl(
                url + (kind == TestDatabase.Kind.H2 ? ";NETWORK_TIMEOUT=1000" : "&socketTimeout=1&connectTimeout=1"));
    }

    private static Connection locked(TestDatabase database, HistoryConfig config) throws SQLException {
        Connection locker = HistoryConnections.open(config);
        locker.setAutoCommit(false);
        try (Statement statement = locker.createStatement()) {
            statement.execute(database.lockOrders());
        }
        return locker;
    }

    /** Two events and one execution each. */
    private void sendOrders(int from, int to) {
        for (int i = from; i < to; i++) {
            topics.send(Topics.ORDERS, admitted(entry("e" + i)));
            topics.send(Topics.ORDERS, order(i));
        }
    }

    private static OrderEvent order(int number) {
        OrderIntent entry = entry("e" + number);
        return report(entry, OrderStatus.FILLED, 5_100, fill(entry, number, 100_000, 1_000));
    }

    private static byte[] outcome(String gross, String changedGross) {
        return changed(
                HistoryRecords.outcome("e1", gross, "10", 9_000),
                "\"grossPnl\":" + gross,
                "\"grossPnl\":" + changedGross);
    }

    private static byte[] changed(Object record, String pattern, String replacement) {
        String json = RecordJson.text(record);
        String changed = json.replaceAll(pattern, replacement);
        assertThat(changed).isNotEqualTo(json);
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(HistoryFollower follower, Predicate<HistoryProgress> condition) throws Exception {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.test(follower.progress())) {
            assertThat(follower.failure()).isNull();
            assertThat(System.currentTimeMillis()).as("%s", follower.progress()).isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
