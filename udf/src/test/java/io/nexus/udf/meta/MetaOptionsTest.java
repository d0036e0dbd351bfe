package io.nexus.udf.meta;

import io.nexus.domain.market.Side;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.OptionEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of Layer 3 changes a size or a skip. */
final class MetaOptionsTest {
    private static final List<Regime> REGIMES = List.of(Regime.values());

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("meta", MetaConfig.defaults())
                .in(
                        "markets from ordinary to odd",
                        MetaOptionsTest::markets,
                        "caution-anomaly",
                        "max-anomaly",
                        "caution-size-factor",
                        "uncertain-size-factor")
                .tests();
    }

    /** Extreme returns and spreads in every regime, also in UNCERTAIN, which only a regime model brings. */
    private static List<Object> markets(MetaConfig config) {
        Random random = new Random(3);
        MetaLearner learner = new MetaLearner(config, Catalogs.shipped());
        List<Object> said = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Evaluations market = new Evaluations();
            market.evaluation = i;
            market.returnPercentile = percentile(random);
            market.spreadPercentile = percentile(random);
            market.regime = REGIMES.get(random.nextInt(REGIMES.size()));
            MetaOutcome outcome =
                    learner.decide(market.with(Evaluations.signal(StrategyId.VWAP_REVERSION, Side.BUY, 0.8)));
            said.add(
                    outcome.weighted() == null
                            ? outcome.skip()
                            : outcome.weighted().sizeFactor());
        }
        return said;
    }

    /** Half of them within a thousandth of 1. */
    private static double percentile(Random random) {
        return random.nextBoolean() ? random.nextDouble() : 1 - Math.pow(10, -1 - 3 * random.nextDouble());
    }
}
