package io.nexus.udf.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.RestoringHarness;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.junit.jupiter.api.Test;

class AggregationFunctionTest {
    @Test
    void sendsWhatGoesOnAheadAndWhatEndsAsideRestoredOrNot() throws Exception {
        RestoringHarness<Weighted, Aggregated> harness = new RestoringHarness<>(
                () -> new ProcessOperator<>(new AggregationFunction(AggregationConfig.defaults(), Catalogs.shipped())),
                weighted -> weighted.signaled().observed().stamped().instrument(),
                List.of(AggregationFunction.SKIPS));
        Evaluations active = new Evaluations();
        active.hasActiveOrder = true;
        List<Weighted> tape = List.of(weighted(new Evaluations()), weighted(active), weighted(new Evaluations()));

        List<Object> straight = harness.straight(tape);

        assertThat(harness.restoredBeforeEveryElement(tape))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(straight);
        assertThat(straight).hasSize(3);
        assertThat(straight.get(0)).isInstanceOf(Aggregated.class);
        assertThat(((SkipRecord) straight.get(1)).code()).isEqualTo(SkipCode.L4_DUPLICATE);
    }

    private static Weighted weighted(Evaluations market) {
        Signal buy = Evaluations.signal(StrategyId.VWAP_REVERSION, Side.BUY, 0.8);
        double[] weights = Evaluations.filled(StrategyId.COUNT, 0.6);
        return new Weighted(market.with(buy), weights, 0.1, new double[] {1, 0, 0}, 1, "3:feedback:FALLBACK");
    }
}
