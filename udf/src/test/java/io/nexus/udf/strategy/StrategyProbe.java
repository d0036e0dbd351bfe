package io.nexus.udf.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MarketUpdate;
import io.nexus.udf.testkit.Tape;
import java.util.ArrayList;
import java.util.List;

/** Runs a tape through the market's state and all strategies. */
final class StrategyProbe {
    private static final InstrumentScale SCALE = InstrumentScale.of(Tape.instrument());

    private StrategyProbe() {}

    static List<Signal> fires(Tape tape, StrategyMemories memories) {
        MarketContext market = new MarketContext();
        MarketUpdate update = new MarketUpdate(SCALE);
        StrategyCore core = new StrategyCore(SCALE, StrategyConfig.defaults());
        List<Signal> fires = new ArrayList<>();
        for (Stamped stamped : tape.records) {
            update.apply(market, stamped.market(), stamped.feedTimeMs(), (closeMs, ticks) -> {});
            Observed observed =
                    new Observed(stamped, market, market.hasTouch, market.bidTicks, market.askTicks, null, null, null);
            fires.addAll(core.process(memories, observed, stamped.market()).fires());
        }
        return fires;
    }

    /** Sides that one strategy fired for, each with a reason that says numbers. */
    static List<Side> sides(StrategyId strategy, Tape tape, StrategyMemories memories) {
        List<Signal> fires = fires(tape, memories).stream()
                .filter(fire -> fire.strategy() == strategy)
                .toList();
        assertThat(fires).allSatisfy(fire -> {
            assertThat(fire.why()).contains("=").doesNotContain("NaN");
            assertThat(fire.strength()).isPositive().isFinite();
        });
        return fires.stream().map(Signal::side).toList();
    }

    static List<Side> sides(StrategyId strategy, Tape tape) {
        return sides(strategy, tape, new StrategyMemories());
    }
}
