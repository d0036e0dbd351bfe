package io.nexus.udf.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.Markets;
import io.nexus.udf.testkit.RestoringHarness;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.junit.jupiter.api.Test;

class RoutingFunctionTest {
    @Test
    void sendsCandidatesAheadAndSkipsAsideRestoredOrNot() throws Exception {
        TradedMarkets traded = new TradedMarkets(Markets.catalog(), Map.of(Market.USDM, "SIM|USDM|main"));
        RestoringHarness<Aggregated, Candidate> harness = new RestoringHarness<>(
                () -> new ProcessOperator<>(new RoutingFunction(RoutingConfig.defaults(), Catalogs.shipped(), traded)),
                aggregated ->
                        aggregated.weighted().signaled().observed().stamped().instrument(),
                List.of(RoutingFunction.SKIPS));
        Evaluations cold = new Evaluations();
        cold.isCold = true;
        List<Aggregated> tape = List.of(aggregated(new Evaluations()), aggregated(cold));

        List<Object> straight = harness.straight(tape);

        assertThat(harness.restoredBeforeEveryElement(tape))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(straight);
        assertThat(straight).hasSize(2);
        assertThat(((Candidate) straight.get(0)).side()).isEqualTo(Side.BUY);
        assertThat(((SkipRecord) straight.get(1)).code()).isEqualTo(SkipCode.L5_COLD);
    }

    private static Aggregated aggregated(Evaluations market) {
        double[] weights = Evaluations.filled(StrategyId.COUNT, 0.6);
        Weighted weighted = new Weighted(market.with(), weights, 0.1, new double[] {1, 0, 0}, 1, "");
        return new Aggregated(
                weighted,
                0.6,
                0.8,
                0.9,
                Side.BUY,
                List.of(new Contribution(StrategyId.VWAP_REVERSION, 1, 0.8, 0.9, 0.6)));
    }
}
