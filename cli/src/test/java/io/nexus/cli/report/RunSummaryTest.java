package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.gateway.GatewayProgress;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunSummaryTest {
    private static final Map<String, Long> TOTALS = Map.of("accepted", 7L, "rejected.BAD_PRICE", 1L);

    @Test
    void countsWhatTheGatewayRefusedAsRejected() {
        RunSummary summary = new RunSummary();

        summary.feed(new GatewayProgress(10, 10, 2, 0, 0, 1, true), TOTALS);

        assertThat(summary.values().get("rejected")).isEqualTo(Map.of("BAD_PRICE", 1L, "GATEWAY", 2L));
        assertThat(summary.identities()).containsEntry("received = accepted + rejected", true);
    }

    @Test
    void saysWhyTheGatewayRefusedAndWhatTheRecordingHeld() {
        RunSummary summary = new RunSummary();

        summary.feed(
                new GatewayProgress(10, 10, 2, Map.of("BAD_RECEIVE_TIME", 2L), 0, 0, 1, true, Map.of("tornFiles", 1L)),
                TOTALS);

        assertThat(summary.values().get("rejected")).isEqualTo(Map.of("BAD_PRICE", 1L, "GATEWAY.BAD_RECEIVE_TIME", 2L));
        assertThat(summary.values().get("recording")).isEqualTo(Map.of("tornFiles", 1L));
        assertThat(summary.identities()).containsEntry("received = accepted + rejected", true);
        assertThat(RunSummary.isUnusable(summary.values())).isFalse();
    }

    @Test
    void isUnusableWhenMostMessagesWereRefused() {
        RunSummary summary = new RunSummary();

        summary.feed(new GatewayProgress(6_000, 6_000, 5_999, 0, 0, 1, true), Map.of("accepted", 1L));

        assertThat(summary.isConsistent()).isTrue();
        assertThat(RunSummary.isUnusable(summary.values())).isTrue();
    }

    @Test
    void countsWhatIsNoTradeUnderItsOwnName() {
        RunSummary summary = new RunSummary();

        summary.feed(
                new GatewayProgress(
                        11, 11, 3, Map.of("NO_TRADE", 1L, "BAD_PRICE", 2L, "ODD_LEVEL", 5L), 0, 0, 1, true, Map.of()),
                TOTALS);

        assertThat(summary.values().get("rejected"))
                .isEqualTo(Map.of("BAD_PRICE", 1L, "GATEWAY.BAD_PRICE", 2L, "NO_TRADE", 1L));
        assertThat(summary.values().get("book"))
                .isEqualTo(Map.of("compared", 0L, "mismatches", 0L, "gaps", 0L, "odd", 5L));
        assertThat(summary.identities()).containsEntry("received = accepted + rejected", true);
    }

    @Test
    void comparesTheFunnelOnlyAtRest() {
        Map<String, Long> totals =
                Map.of("accepted", 7L, "evaluations", 5L, "L4.WEAK", 3L, "L7.DENIED", 1L, "entryOrders", 2L);
        RunSummary moving = new RunSummary();
        RunSummary resting = new RunSummary();

        moving.counts(totals, false);
        resting.counts(totals, true);

        assertThat(moving.identities()).isEmpty();
        assertThat(resting.identities()).containsExactly(Map.entry("evaluations = skips + entry orders", true));
        assertThat(moving.values()).isNotEqualTo(resting.values());
        assertThat(moving.values()).doesNotContainKey("received").containsEntry("accepted", 7L);
    }

    @Test
    void tellsThatAMessageIsMissing() {
        RunSummary summary = new RunSummary();

        summary.feed(new GatewayProgress(10, 10, 0, 0, 0, 1, true), TOTALS);

        assertThat(summary.values().get("rejected")).isEqualTo(Map.of("BAD_PRICE", 1L));
        assertThat(summary.identities()).containsEntry("received = accepted + rejected", false);
    }
}
