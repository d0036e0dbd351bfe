package io.nexus.udf.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

final class AttributionTest {
    private static final Contribution BUYER = new Contribution(StrategyId.LVN_BREAKOUT, 1, 0.8, 0.75, 0.6);
    private static final Contribution SMALL_BUYER = new Contribution(StrategyId.ICEBERG_DETECTION, 1, 0.7, 0.6, 0.2);
    private static final Contribution SELLER = new Contribution(StrategyId.VWAP_REVERSION, -1, 0.7, 0.6, 0.5);

    @Test
    void sharesProfitAfterFeesByWeightTimesConfidenceOnTheTradesSide() {
        List<FeedbackInput> shares =
                FeedbackInput.of(Outcomes.trade(Side.BUY, "110", "10", 50, 5_000, List.of(BUYER, SMALL_BUYER, SELLER)));

        double part = 0.48 / 0.62;
        assertThat(shares).hasSize(3);
        assertThat(shares.get(0).pnl()).isCloseTo(100 * part, within(1e-12));
        assertThat(shares.get(0).netBps()).isCloseTo(50 * part, within(1e-12));
        assertThat(shares.get(0).isCorrect()).isTrue();
        assertThat(shares.get(1).pnl()).isCloseTo(100 * (1 - part), within(1e-12));
    }

    @Test
    void givesTheOtherSideAccuracyOnly() {
        FeedbackInput wrong = share(Outcomes.trade(Side.BUY, "110", "10", 50, 5_000, List.of(BUYER, SELLER)), 1);
        FeedbackInput right = share(Outcomes.trade(Side.BUY, "-110", "10", -60, 5_000, List.of(BUYER, SELLER)), 1);
        FeedbackInput feesAteIt = share(Outcomes.trade(Side.BUY, "-9", "10", -10, 5_000, List.of(BUYER, SELLER)), 1);

        assertThat(List.of(wrong, right, feesAteIt)).allSatisfy(share -> {
            assertThat(share.isContributor()).isFalse();
            assertThat(share.pnl()).isZero();
            assertThat(share.netBps()).isZero();
        });
        assertThat(List.of(wrong.isCorrect(), right.isCorrect(), feesAteIt.isCorrect()))
                .containsExactly(false, true, false);
    }

    @Test
    void sharesEquallyWhenAllWeightsAreZero() {
        Contribution one = new Contribution(StrategyId.LVN_BREAKOUT, -1, 0.8, 0.75, 0);
        Contribution two = new Contribution(StrategyId.ICEBERG_DETECTION, -1, 0.7, 0.6, 0);

        List<FeedbackInput> shares =
                FeedbackInput.of(Outcomes.trade(Side.SELL, "30", "10", 8, 5_000, List.of(one, two)));

        assertThat(shares).extracting(FeedbackInput::pnl).containsExactly(10.0, 10.0);
    }

    @Test
    void functionEmitsOneShareForEachStrategy() {
        List<FeedbackInput> out = new ArrayList<>();

        new AttributionFunction()
                .flatMap(
                        Outcomes.trade(Side.BUY, "110", "10", 50, 5_000, List.of(BUYER, SELLER)),
                        new ListCollector<>(out));

        assertThat(out)
                .extracting(FeedbackInput::strategyColumn)
                .containsExactly(StrategyId.LVN_BREAKOUT.column(), StrategyId.VWAP_REVERSION.column());
    }

    private static FeedbackInput share(io.nexus.domain.outcome.TradeOutcome trade, int index) {
        return FeedbackInput.of(trade).get(index);
    }
}
