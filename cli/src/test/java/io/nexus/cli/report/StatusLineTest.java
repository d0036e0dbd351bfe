package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StatusLineTest {
    private static final AccountSnapshot ACCOUNT = new AccountSnapshot(
            "SIM|USDM|main",
            1,
            new BigDecimal("100000"),
            new BigDecimal("100012.345"),
            0.1,
            0,
            0.00123,
            0,
            0,
            3,
            TradingState.ACTIVE,
            1,
            0,
            0,
            "id",
            TradingCause.CONTROL,
            "",
            0);

    @Test
    void showsWhatOneWatchesFirstWithinEightyColumnsAndMoreWithinTwoHundred() {
        List<String> parts = new ArrayList<>(StatusLine.watched(ACCOUNT, Map.of("entryOrders", 12L)));
        parts.addAll(
                List.of("06-02 22:10:11", "12345 events/s", "1234567 evaluations", "skips {L1=1, L2=2, L3=3, L4=4}"));

        String narrow = StatusLine.fit(parts, 80);

        assertThat(narrow)
                .hasSizeLessThanOrEqualTo(80)
                .isEqualTo("ACTIVE  equity 100012.35  day +0.12 %  3 open  12 orders  06-02 22:10:11");
        assertThat(StatusLine.fit(parts, 200)).hasSizeLessThanOrEqualTo(200).endsWith("L4=4}");
        assertThat(StatusLine.fit(parts, 4)).isEqualTo("ACTI");
    }

    @Test
    void estimatesHowLongAWarmUpStillTakes() {
        WarmUpProgress warmUp = new WarmUpProgress(1_000, 7_201_000);

        assertThat(warmUp.isIn(Long.MIN_VALUE)).isTrue();
        assertThat(warmUp.text(Long.MIN_VALUE, 0)).isEqualTo("warm-up [--------------------] the job is starting");
        assertThat(warmUp.text(1_000, 0)).isEqualTo("warm-up [--------------------]   0 %  estimating the time left");
        assertThat(warmUp.text(1_801_000, 30_000))
                .isEqualTo("warm-up [#####---------------]  25 %  about 1 min 30 s left");
        assertThat(warmUp.text(6_481_000, 108_000)).isEqualTo("warm-up [##################--]  90 %  about 12 s left");
        assertThat(warmUp.isIn(7_201_000)).isFalse();
        assertThat(new WarmUpProgress(Long.MIN_VALUE, Long.MIN_VALUE).isIn(5)).isFalse();
    }

    @Test
    void readsTheWidthThatSttyReports() {
        assertThat(Terminal.ofSize("50 200\n")).isEqualTo(200);
        assertThat(Terminal.ofSize("0 0\n")).isEqualTo(80);
        assertThat(Terminal.ofSize("")).isEqualTo(80);
    }
}
