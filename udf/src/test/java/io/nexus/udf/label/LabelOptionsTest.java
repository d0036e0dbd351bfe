package io.nexus.udf.label;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.testkit.OptionEffects;
import io.nexus.udf.testkit.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of the labeller changes an episode's outcome. */
final class LabelOptionsTest {
    private static final List<StrategyId> STRATEGIES = List.of(StrategyId.values());

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("label", LabellerConfig.defaults())
                .in(
                        "fires on a random walk",
                        LabelOptionsTest::fires,
                        "entry-delay-ms",
                        "horizon-half-lives",
                        "cost-multiple",
                        "sigma-multiple",
                        "max-open-per-strategy")
                .tests();
    }

    private static List<Object> fires(LabellerConfig config) {
        Random random = new Random(6);
        MarketContext context = new MarketContext();
        context.minute.garch.returns = Integer.MAX_VALUE;
        context.minute.garch.variance = 4e-5;
        LabellerCore core = new LabellerCore(InstrumentScale.of(Tape.instrument()), config);
        LabellerState state = new LabellerState();
        List<Object> said = new ArrayList<>();
        long mid = 600_000;
        for (int i = 0; i < 2_000; i++) {
            long atMs = Tape.START_MS + i * 100L;
            mid += Math.round(400 * random.nextGaussian());
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            StrategyId strategy = STRATEGIES.get(random.nextInt(3));
            List<Signal> fires = random.nextInt(5) == 0
                    ? List.of(new Signal(strategy, side, 1.5, 0.8, 0.8, atMs, strategy.halfLifeMs(), ""))
                    : List.of();
            Stamped stamped =
                    new Stamped(StampedKind.MARKET, Tape.KEY, null, null, 0, null, false, Tape.CONTROL, atMs, 0);
            Observed observed = new Observed(stamped, context, true, mid - 1, mid + 1, null, null, null);
            core.process(state, new Signaled(observed, fires, List.of(), List.of()), said::add, new Ignored(said));
        }
        return said;
    }

    private record Ignored(List<Object> said) implements LabellerCore.Drops {
        @Override
        public void full() {
            said.add("full");
        }

        @Override
        public void withoutTouch() {
            said.add("without a touch");
        }
    }
}
