package io.nexus.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import io.nexus.udf.funnel.FunnelInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

final class RefusalCountTest {
    private static final String BTC = "BINANCE|USDM|BTCUSDT";

    private static List<String> counted(RejectReason reason, String instrument, boolean isGenerated) {
        List<FunnelInput> counts = new ArrayList<>();
        new RefusalCount(InstrumentFile.binance2024())
                .flatMap(
                        new DeadLetter(reason, instrument, 7, "", null, 0, 0, isGenerated),
                        new ListCollector<>(counts));
        return counts.stream()
                .map(count -> count.instrument() + " " + count.name())
                .toList();
    }

    @Test
    void countsRefusalsByReasonAndThoseOfTheGatewaysOwnMessagesApart() {
        assertThat(counted(RejectReason.BAD_PRICE, BTC, false)).containsExactly(BTC + " rejected.BAD_PRICE");
        assertThat(counted(RejectReason.BROKEN_JSON, BTC, true))
                .containsExactly(BTC + " generated.rejected.BROKEN_JSON");
        assertThat(counted(RejectReason.UNKNOWN_INSTRUMENT, "made up", false))
                .containsExactly(" rejected.UNKNOWN_INSTRUMENT");
    }

    @Test
    void countsMessagesOfWhichLevelsWereLeftOutAndNoLateOnes() {
        assertThat(counted(RejectReason.ODD_LEVEL, BTC, false)).containsExactly(BTC + " book.odd");
        assertThat(counted(RejectReason.STALE, BTC, false)).isEmpty();
    }
}
