package io.nexus.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStateTest {
    private final OrderState state = new OrderState(new OrderIntent(
            "a",
            "i",
            "o",
            "o",
            OrderPurpose.ENTRY,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.IOC,
            10,
            100,
            false,
            0,
            0,
            0,
            1,
            200,
            null,
            null));

    private static Fill fill(long tradeId, long ticks, long lots) {
        return new Fill(tradeId, "o", Side.BUY, ticks, lots, BigDecimal.ONE, 1);
    }

    private List<Fill> report(long filledLots, Fill... fills) {
        return state.merge(new OrderReport("o", "v", OrderStatus.FILLED, filledLots, List.of(fills), 1, null), 1);
    }

    @Test
    void takesAnEstimateBackOnceAllItsExecutionsAreReported() {
        assertThat(report(10)).isEmpty();
        assertThat(report(10, fill(-5, 100, 10))).containsExactly(fill(-5, 100, 10));
        assertThat(state.isSettled()).isTrue();

        assertThat(report(10, fill(1, 98, 4))).as("not all of them yet").isEmpty();
        List<Fill> replaced = report(10, fill(1, 98, 4), fill(2, 99, 6));

        assertThat(replaced)
                .containsExactly(
                        new Fill(-5, "o", Side.SELL, 100, 10, BigDecimal.ONE.negate(), 1),
                        fill(1, 98, 4),
                        fill(2, 99, 6));
        assertThat(state.fills).containsExactly(fill(1, 98, 4), fill(2, 99, 6));
        assertThat(state.isSettled()).isTrue();
    }

    @Test
    void takesNoEstimateForWhatItKnowsAndNoneTwice() {
        assertThat(report(10, fill(1, 98, 10))).hasSize(1);
        assertThat(report(10, fill(-5, 100, 10))).isEmpty();
        assertThat(state.fills).hasSize(1);
    }

    @Test
    void aReportOfAnOlderWriterThatLacksItsExecutionsHasNone() {
        assertThat(new OrderReport("o", "v", OrderStatus.FILLED, 10, null, 1, null).fills())
                .isEmpty();
    }
}
