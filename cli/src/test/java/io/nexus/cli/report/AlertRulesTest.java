package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.nexus.cli.report.AlertRules.Alert;
import io.nexus.cli.report.AlertRules.Kind;
import io.nexus.cli.report.AlertRules.Seen;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.control.TradingStateChange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertRulesTest {
    private static StoredStatus status(StoredStatus before, TradingState state, long feedTimeMs) {
        return status(before, state, TradingCause.CONTROL, feedTimeMs);
    }

    private static StoredStatus status(StoredStatus before, TradingState state, TradingCause cause, long feedTimeMs) {
        AccountSnapshot account = new AccountSnapshot(
                "A",
                feedTimeMs,
                BigDecimal.TEN,
                new BigDecimal("9.5"),
                0,
                0,
                -0.05,
                0,
                0,
                2,
                state,
                1,
                0,
                0,
                "id",
                cause,
                "",
                0);
        return before.with(ControlMessage.of(account, "run"));
    }

    @Test
    void saysEachTurnOnceWithItsReason() {
        AlertRules rules = new AlertRules(60_000);
        StoredStatus active = status(StoredStatus.NONE, TradingState.ACTIVE, 1);
        StoredStatus asked = active.with(
                ControlMessage.of(new TradingStateChange("A", TradingState.HALTED, "operator went home"), 2));
        StoredStatus halted = status(asked, TradingState.HALTED, 3);

        assertThat(rules.look(new Seen(active, 1, ""), 0)).isEmpty();
        assertThat(rules.look(new Seen(halted, 2, ""), 1_000))
                .containsExactly(
                        new Alert(
                                Kind.HALT,
                                "account A is HALTED, was ACTIVE: operator went home; equity 9.5, 2 positions open; until control resume"));
        assertThat(rules.look(new Seen(halted, 3, ""), 2_000)).isEmpty();
        assertThat(rules.look(new Seen(status(halted, TradingState.REDUCING, 4), 4, ""), 3_000))
                .extracting(Alert::kind)
                .containsExactly(Kind.LIMIT);
        assertThat(halted.sinceFeedTimeMs()).isEqualTo(3);
        assertThat(status(halted, TradingState.HALTED, 9).sinceFeedTimeMs()).isEqualTo(3);
    }

    @Test
    void noticesASilentFeedItsReturnAndTheEndOfTheRun() {
        AlertRules rules = new AlertRules(60_000);
        StoredStatus status = status(StoredStatus.NONE, TradingState.ACTIVE, 1);

        assertThat(rules.look(new Seen(status, 5, ""), 0)).isEmpty();
        assertThat(rules.look(new Seen(status, 5, ""), 59_999)).isEmpty();
        assertThat(rules.look(new Seen(status, 5, ""), 60_000))
                .containsExactly(new Alert(
                        Kind.SILENT_FEED, "the job has reported no progress of the feed for 60 s, at feed time 5 ms"));
        assertThat(rules.look(new Seen(status, 5, ""), 90_000)).isEmpty();
        assertThat(rules.look(new Seen(status, 6, ""), 91_000))
                .extracting(Alert::kind)
                .containsExactly(Kind.FEED_BACK);
        assertThat(rules.look(new Seen(status, 6, "ended without finishing"), 92_000))
                .containsExactly(new Alert(Kind.JOB_ENDED, "the run has ended without finishing"));
        assertThat(rules.look(new Seen(status, 6, "ended without finishing"), 93_000))
                .isEmpty();
    }

    @Test
    void saysAnotherCauseOfTheSameState() {
        AlertRules rules = new AlertRules(60_000);
        StoredStatus catching = status(StoredStatus.NONE, TradingState.REDUCING, TradingCause.CATCHING_UP, 1);

        assertThat(rules.look(new Seen(catching, 1, ""), 0)).hasSize(1);
        assertThat(rules.look(new Seen(status(catching, TradingState.REDUCING, TradingCause.LOSS_LIMIT, 2), 2, ""), 1))
                .containsExactly(
                        new Alert(
                                Kind.LIMIT,
                                "account A is REDUCING, was REDUCING by CATCHING_UP: a loss limit was exceeded; equity 9.5, 2 positions open; until nexus control resume"));
        assertThat(rules.look(new Seen(status(catching, TradingState.REDUCING, TradingCause.LOSS_LIMIT, 3), 3, ""), 2))
                .isEmpty();
    }

    @Test
    void aResumedRunIsNotSilentBeforeItHasBegun() {
        AlertRules rules = new AlertRules(60_000);
        StoredStatus status = status(StoredStatus.NONE, TradingState.ACTIVE, 1);

        rules.look(new Seen(status, 5, ""), 0);
        rules.look(new Seen(status, 5, "ended without finishing"), 1_000);
        assertThat(rules.look(new Seen(status, Long.MIN_VALUE, ""), 500_000)).isEmpty();
        assertThat(rules.look(new Seen(status, 5, ""), 510_000)).isEmpty();
        assertThat(rules.look(new Seen(status, 5, ""), 570_000))
                .extracting(Alert::kind)
                .containsExactly(Kind.SILENT_FEED);
        assertThat(rules.look(new Seen(status, Long.MIN_VALUE, ""), 580_000)).isEmpty();
        assertThat(rules.look(new Seen(status, 6, ""), 590_000))
                .extracting(Alert::kind)
                .containsExactly(Kind.FEED_BACK);
    }

    @Test
    void postsJsonToTheAddressOfAFileAndCountsWhatIsNotTaken(@TempDir Path folder) throws Exception {
        LinkedBlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/taken", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            Path file = Files.writeString(folder.resolve("url"), base + "/taken\n");
            Webhook taken = Webhook.of(file);
            Webhook refused = Webhook.of(Files.writeString(folder.resolve("other"), base + "/none"));

            taken.post(new Alert(Kind.HALT, "stop"), "run-1");
            refused.post(new Alert(Kind.HALT, "stop"), "run-1");

            assertThat(bodies.poll(10, TimeUnit.SECONDS))
                    .contains("\"kind\":\"HALT\"", "\"text\":\"stop\"", "\"run\":\"run-1\"");
            long limitMs = System.currentTimeMillis() + 10_000;
            while (refused.failed() == 0 && System.currentTimeMillis() < limitMs) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(refused.failed()).isEqualTo(1);
            assertThat(taken.failed()).isZero();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void neverShowsTheAddress(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("url"), "ftp://host/secret-token");

        assertThatThrownBy(() -> Webhook.of(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("secret-token")
                .hasNoCause();
    }

    @Test
    void remembersEveryUpdateOfTheWeightsAndStoresAll(@TempDir Path folder) throws IOException {
        StrategyWeights first = new StrategyWeights(StrategyWeights.neutral().weights(), 1, 10);
        StrategyWeights second = new StrategyWeights(StrategyWeights.neutral().weights(), 2, 20);
        StoredStatus status = status(StoredStatus.NONE, TradingState.ACTIVE, 1)
                .with(ControlMessage.of(first, 11))
                .with(ControlMessage.of(first, 12))
                .with(ControlMessage.of(second, 21));

        status.store(folder.resolve("status.json"));
        StoredStatus read = StoredStatus.load(folder.resolve("status.json"));

        assertThat(read.weights()).extracting(StrategyWeights::asOfMs).containsExactly(10L, 20L);
        assertThat(read.account()).isEqualTo(status.account());
        assertThat(StoredStatus.load(folder.resolve("none"))).isEqualTo(StoredStatus.NONE);
    }
}
