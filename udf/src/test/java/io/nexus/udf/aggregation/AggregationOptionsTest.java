package io.nexus.udf.aggregation;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.OptionEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of Layer 4 changes a decision or a skip. */
final class AggregationOptionsTest {
    private static final List<StrategyId> STRATEGIES = List.of(StrategyId.values());

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("aggregation", AggregationConfig.defaults())
                .in(
                        "strategies that agree or not",
                        AggregationOptionsTest::signals,
                        "min-support",
                        "min-strength",
                        "neutral-signal",
                        "direction-signal")
                .tests();
    }

    private static List<Object> signals(AggregationConfig config) {
        Random random = new Random(4);
        Aggregator aggregator = new Aggregator(config, Catalogs.shipped().use(4));
        List<Object> said = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Evaluations market = new Evaluations();
            market.evaluation = i;
            Signal[] kept = new Signal[1 + random.nextInt(4)];
            for (int k = 0; k < kept.length; k++) {
                Side side = random.nextInt(3) > 0 ? Side.BUY : Side.SELL;
                kept[k] = Evaluations.signal(STRATEGIES.get(k), side, 0.6 + 0.4 * random.nextDouble());
            }
            double[] weights = Evaluations.filled(StrategyId.COUNT, random.nextDouble());
            AggregationOutcome outcome =
                    aggregator.decide(new Weighted(market.with(kept), weights, 0.1, new double[] {1, 0, 0}, 1, ""));
            Aggregated aggregated = outcome.aggregated();
            said.add(
                    aggregated == null
                            ? outcome.skip()
                            : List.of(aggregated.side(), aggregated.aggregatedSignal(), aggregated.signalStrength()));
        }
        return said;
    }
}
