package io.nexus.udf.routing;

import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.models.role.ModelStatus;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.Route;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.Markets;
import io.nexus.udf.testkit.OptionEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of Layer 5 changes a candidate or a skip. */
final class RoutingOptionsTest {
    private static final ModelUse MODEL = new ModelUse(5, "9", ModelStatus.SERVING);

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("routing", RoutingConfig.defaults())
                .in(
                        "answers of a router model",
                        RoutingOptionsTest::routes,
                        "min-action-probability",
                        "min-margin",
                        "min-confidence")
                .tests();
    }

    /** The fallback's probabilities add up to 1; a model's need not. */
    private static List<Object> routes(RoutingConfig config) {
        Random random = new Random(5);
        Router router =
                new Router(config, MODEL, new TradedMarkets(Markets.catalog(), Map.of(Market.USDM, "SIM|USDM|main")));
        List<Object> said = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Evaluations market = new Evaluations();
            market.evaluation = i;
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            Weighted weighted = new Weighted(
                    market.with(), Evaluations.filled(StrategyId.COUNT, 0.6), 0.4, new double[] {1, 0, 0}, 0.5, "");
            Aggregated aggregated = new Aggregated(weighted, 0.5 * side.sign(), 0.8, 0.8, side, List.of());
            Route route = new Route(random.nextDouble(), random.nextDouble(), 0.5 + random.nextDouble() / 2, 5, MODEL);
            RoutingOutcome outcome = router.decide(aggregated, route, 0.6);
            said.add(outcome.candidate() == null ? outcome.skip() : outcome.candidate());
        }
        return said;
    }
}
