package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.history.TradeHistory.OutcomeRecord;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.signal.StrategyId;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StrategyResultTest {
    private static OutcomeRecord outcome(String side, String gross, double netBps, String strategies) {
        return new OutcomeRecord(
                "A",
                "p",
                "V|USDM|X",
                side,
                BigDecimal.ONE,
                1,
                1,
                new BigDecimal(gross),
                BigDecimal.ONE,
                netBps,
                "STOP",
                1,
                2,
                strategies);
    }

    private static StrategyResult of(StrategyId strategy, List<OutcomeRecord> outcomes, List<StrategyWeights> updates) {
        return StrategyResult.of(outcomes, updates).stream()
                .filter(result -> result.strategy().equals(strategy.key()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsCallsForAndAgainstByWhatTheyBroughtAfterFees() {
        List<OutcomeRecord> outcomes = List.of(
                outcome("BUY", "3", 2, "vwap-reversion+,cumulative-delta-"),
                outcome("BUY", "0.5", -4, "vwap-reversion+"),
                outcome("SELL", "4", 5, "vwap-reversion-"));
        double[] weights = StrategyWeights.neutral().weights();
        weights[StrategyId.VWAP_REVERSION.column()] = 0.7;
        double[] scores = StrategyWeights.neutral().weights();
        scores[StrategyId.VWAP_REVERSION.column()] = 0.9;

        StrategyResult vwap = of(
                StrategyId.VWAP_REVERSION,
                outcomes,
                List.of(StrategyWeights.neutral(), new StrategyWeights(weights, 1, 10, scores)));

        assertThat(vwap.calls()).isEqualTo(3);
        assertThat(vwap.wins()).isEqualTo(2);
        assertThat(vwap.losses()).isEqualTo(1);
        assertThat(vwap.accuracy()).isEqualTo(2.0 / 3);
        assertThat(vwap.trades()).isEqualTo(3);
        assertThat(vwap.averagePnl()).isEqualTo((2 - 0.5 + 3) / 3);
        assertThat(vwap.sharpe()).isCloseTo(1 / Math.sqrt(21), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(vwap.weight()).isEqualTo(0.7);
        assertThat(vwap.score()).isEqualTo(0.9);
        assertThat(vwap.weights()).containsExactly(0.5, 0.7);
        StrategyResult against = of(StrategyId.CUMULATIVE_DELTA, outcomes, List.of());
        assertThat(against.calls()).isEqualTo(1);
        assertThat(against.score()).isNull();
        assertThat(against.wins()).isZero();
        assertThat(against.trades()).isZero();
        assertThat(against.averagePnl()).isNull();
        assertThat(StrategyResult.of(outcomes, List.of(new StrategyWeights(weights, 1, 10)))
                        .get(0)
                        .strategy())
                .isEqualTo("vwap-reversion");
    }

    @Test
    void writesCommaSeparatedValues() {
        assertThat(Csv.of(OutcomeRecord.class, List.of(outcome("BUY", "1E+2", 0.5, "a+,b-"))))
                .isEqualTo("account,positionId,instrument,side,quantity,entryPrice,exitPrice,grossPnl,fees,netBps,"
                        + "exitReason,openedAtMs,closedAtMs,strategies\n"
                        + "A,p,V|USDM|X,BUY,1,1.0,1.0,100,1,0.5,STOP,1,2,\"a+,b-\"\n");
    }
}
