package io.nexus.udf.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.testkit.RandomMarket;
import io.nexus.udf.testkit.RecordedTape;
import io.nexus.udf.testkit.Tape;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layer 1 stays within its ranges whatever the market does. */
final class WildMarketTest {
    private static final int MARKETS = 12;
    private static final List<Market> TYPES = List.of(Market.USDM, Market.SPOT, Market.COINM);

    private long evaluations;
    private long invalidBooks;
    private final Set<Regime> regimes = EnumSet.noneOf(Regime.class);

    @Test
    void everyFeatureIsFiniteAndEveryScoreAShareOnWildMarkets() {
        run(10_000);

        assertThat(evaluations).isGreaterThan(MARKETS * 10_000 / 4);
        assertThat(invalidBooks).isGreaterThan(MARKETS);
        assertThat(regimes).contains(Regime.CRISIS, Regime.ILLIQUID, Regime.VOLATILE);
    }

    /** Ten million events. */
    @Test
    @Tag("evidence")
    void everyFeatureIsFiniteAndEveryScoreAShareOnTenMillionEvents() {
        run(10_000_000 / MARKETS + 1);

        assertThat(evaluations).isGreaterThan(10_000_000 / 4);
        assertThat(regimes).hasSizeGreaterThan(8);
    }

    private void run(int events) {
        for (int seed = 0; seed < MARKETS; seed++) {
            Market market = TYPES.get(seed % TYPES.size());
            Instrument instrument = RecordedTape.instrument(market, "WILD", "0.1", "0.001");
            double stepsPerEvent = seed % 4 == 0 ? 0 : 1e-4 * (seed % 4);
            boolean hasHistory = seed % 2 == 0;
            run(new RandomMarket(instrument, seed, Tape.START_MS, stepsPerEvent), instrument, events, hasHistory);
        }
    }

    private void run(RandomMarket market, Instrument instrument, int events, boolean hasHistory) {
        QualityCore core = new QualityCore(InstrumentScale.of(instrument), MarketQualityConfig.defaults());
        QualityState state = new QualityState();
        if (hasHistory) {
            market.history(1500, RandomMarket.START_TICKS)
                    .forEach(bar -> core.process(state, bar, bar.market(), (closeMs, ticks) -> {}));
        }
        for (int i = 0; i < events; i++) {
            Stamped stamped = market.next();
            judge(core.process(state, stamped, stamped.market(), (closeMs, ticks) -> {}), stamped);
        }
    }

    /** Plain comparisons: ten million assertion objects would take longer than the layer. */
    private void judge(QualityVerdict verdict, Stamped stamped) {
        if (verdict.skip() != null && verdict.skip().code() == SkipCode.L1_ABORT) {
            throw new AssertionError(verdict.skip().detail() + " at " + stamped);
        }
        if (verdict.skip() != null && verdict.skip().code() == SkipCode.L1_BOOK_INVALID) {
            invalidBooks++;
        }
        if (verdict.facts() == null || verdict.assessment() == null) {
            return;
        }
        evaluations++;
        regimes.add(verdict.assessment().engineRegime());
        String fault = fault(verdict.facts(), verdict.assessment());
        if (!fault.isEmpty()) {
            throw new AssertionError(fault + " at " + stamped);
        }
    }

    private static String fault(MarketFacts facts, Assessment assessment) {
        for (int i = 0; i < FeatureSchema.SIZE; i++) {
            if (!Double.isFinite(facts.features()[i])) {
                return FeatureSchema.NAMES.get(i) + "=" + facts.features()[i];
            }
        }
        double[] shares = {
            assessment.mqScore(),
            assessment.dimensions().liquidity(),
            assessment.dimensions().volatility(),
            assessment.dimensions().momentum(),
            assessment.dimensions().imbalance(),
            assessment.dimensions().trendStrength(),
            assessment.dimensions().noise(),
            assessment.regimeConfidence(),
            assessment.volatilityPercentile()
        };
        double sum = 0;
        for (double probability : assessment.regimeProbabilities()) {
            sum += probability;
            if (!(probability >= 0)) {
                return "probability " + probability;
            }
        }
        for (double share : shares) {
            if (!(share >= 0 && share <= 1)) {
                return assessment.toString();
            }
        }
        boolean isOne = Math.abs(sum - 1) <= 1e-9;
        return isOne ? "" : "probabilities sum to " + sum;
    }
}
