package io.nexus.udf.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MarketUpdate;
import io.nexus.udf.market.RollingExtreme;
import io.nexus.udf.testkit.Tape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Regimes of a market made by hand. */
final class AssessorTest {
    private static final InstrumentScale SCALE = InstrumentScale.of(Tape.instrument());
    private static final MarketQualityConfig CONFIG = MarketQualityConfig.defaults();

    private static MarketContext after(Tape tape) {
        MarketContext market = new MarketContext();
        MarketUpdate update = new MarketUpdate(SCALE);
        for (Stamped stamped : tape.records) {
            update.apply(market, stamped.market(), stamped.feedTimeMs(), (closeMs, ticks) -> {});
        }
        return market;
    }

    private static Tape tape() {
        return new Tape(Tape.START_MS, 600_000).snapshot(1000, 1000);
    }

    @Test
    void takesTheEnginesRegimeWhileNoClassifierServes() {
        Assessor assessor = new Assessor(CONFIG);
        MarketContext market = after(tape().quiet(5000));
        RegimeMemory memory = new RegimeMemory();
        Regime engine = assessor.assess(market, memory).engineRegime();
        RegimeGroup other = engine.group() == RegimeGroup.RANGING ? RegimeGroup.TRENDING : RegimeGroup.RANGING;
        memory.probabilities = leadOverTwoOf(other, engine);

        Assessment assessment = assessor.assess(market, memory);

        assertThat(assessment.isRegimeModelServing()).isFalse();
        assertThat(assessment.engineRegime()).isEqualTo(engine);
        assertThat(assessment.regime()).isEqualTo(engine);
        assertThat(assessment.regimeConfidence()).isEqualTo(0.4);
    }

    /** The engine's regime leads, but two of another group have more together. */
    private static double[] leadOverTwoOf(RegimeGroup other, Regime engine) {
        double[] probabilities = new double[Regime.COUNT];
        probabilities[engine.column()] = 0.4;
        Arrays.stream(RegimeTracker.REGIMES)
                .filter(regime -> regime.group() == other)
                .limit(2)
                .forEach(regime -> probabilities[regime.column()] = 0.3);
        return probabilities;
    }

    @Test
    void breaksOutBeyondTheChannelOnlyWhileVolatilityRises() {
        assertThat(labelBeyondTheChannel(tape().choppy(310_000, 4).choppy(61_000, 8)))
                .isEqualTo(Regime.BREAKOUT);
        assertThat(labelBeyondTheChannel(tape().choppy(310_000, 8).choppy(61_000, 4)))
                .isNotEqualTo(Regime.BREAKOUT);
    }

    /** Label of a tape that bounces every second, in an ordinary market above the highs of the last 55 minutes. */
    private static Regime labelBeyondTheChannel(Tape tape) {
        MarketContext market = after(tape);
        market.minute.high55 = channel(599_900);
        market.minute.low55 = channel(-599_000);
        market.quality.sigma = 0;
        market.quality.noise = 0;
        RegimeRule rule = new RegimeRule(CONFIG.crisisSigmas(), CONFIG.noisePercentile(), CONFIG.formula());
        return rule.label(market, 0.5, new RegimeMemory());
    }

    private static RollingExtreme channel(double ticks) {
        RollingExtreme extreme = new RollingExtreme(55);
        for (int i = 0; i < 55; i++) {
            extreme.add(ticks);
        }
        return extreme;
    }
}
