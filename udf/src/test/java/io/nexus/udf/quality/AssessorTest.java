package io.nexus.udf.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.models.role.ModelStatus;
import io.nexus.models.role.ModelUse;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.Features;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MarketUpdate;
import io.nexus.udf.market.RollingExtreme;
import io.nexus.udf.testkit.OptionEffects;
import io.nexus.udf.testkit.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Regimes of a market made by hand. */
final class AssessorTest {
    private static final InstrumentScale SCALE = InstrumentScale.of(Tape.instrument());
    private static final MarketQualityConfig CONFIG = MarketQualityConfig.defaults();

    private static final double[] FEATURES = new double[FeatureSchema.SIZE];

    private static MarketContext after(Tape tape) {
        MarketContext market = new MarketContext();
        MarketUpdate update = new MarketUpdate(SCALE);
        for (Stamped stamped : tape.records) {
            update.apply(market, stamped.market(), stamped.feedTimeMs(), (closeMs, ticks) -> {});
        }
        return market;
    }

    private static Assessed assess(Assessor assessor, MarketContext market, RegimeMemory memory) {
        assessor.assess(market, FEATURES, memory);
        return assessor.assessed();
    }

    private static Tape tape() {
        return new Tape(Tape.START_MS, 600_000).snapshot(1000, 1000);
    }

    @Test
    void takesTheEnginesRegimeWhileNoClassifierServes() {
        Assessor assessor = new Assessor(CONFIG, new FallbackModels());
        MarketContext market = after(tape().quiet(5000));
        RegimeMemory memory = new RegimeMemory();
        Regime engine = assess(assessor, market, memory).assessment().engineRegime();
        RegimeGroup other = engine.group() == RegimeGroup.RANGING ? RegimeGroup.TRENDING : RegimeGroup.RANGING;
        memory.probabilities = leadOverTwoOf(other, engine);

        Assessed assessed = assess(assessor, market, memory);

        assertThat(assessed.regimeClass().group()).isEqualTo(other);
        assertThat(assessed.assessment().isRegimeModelServing()).isFalse();
        assertThat(assessed.assessment().engineRegime()).isEqualTo(engine);
        assertThat(assessed.assessment().regime()).isEqualTo(engine);
        assertThat(assessed.assessment().regimeConfidence()).isEqualTo(0.4);
    }

    @Test
    void letsAServingClassifierVote() {
        Assessor assessor = new Assessor(CONFIG, new ServingModels(new double[] {1, 0, 0}));
        MarketContext market = after(tape().quiet(5000));
        RegimeMemory memory = new RegimeMemory();
        Regime engine = assess(assessor, market, memory).assessment().engineRegime();
        memory.probabilities = leadOverTwoOf(RegimeGroup.RANGING, engine);

        Assessment assessment = assess(assessor, market, memory).assessment();

        assertThat(engine.group()).isNotEqualTo(RegimeGroup.TRENDING);
        assertThat(assessment.isRegimeModelServing()).isTrue();
        assertThat(assessment.engineRegime()).isEqualTo(engine);
        assertThat(assessment.regime().group()).isEqualTo(RegimeGroup.TRENDING);
    }

    @Test
    void mixesTheCompositeWithAServingModelsQuality() {
        MarketContext market = after(tape().quiet(5000));

        Assessed formula = assess(new Assessor(CONFIG, new FallbackModels()), market, new RegimeMemory());
        Assessed model =
                assess(new Assessor(CONFIG, new ServingModels(new double[] {0, 1, 0})), market, new RegimeMemory());

        assertThat(formula.assessment().mqScore()).isEqualTo(formula.composite());
        assertThat(formula.assessment().isQualityModelServing()).isFalse();
        assertThat(model.composite()).isEqualTo(formula.composite());
        assertThat(model.assessment().mqScore()).isCloseTo(0.7 * model.composite() + 0.3 * 0.9, within(1e-12));
        assertThat(model.assessment().isQualityModelServing()).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> everyOptionAboutModelsHasAnEffect() {
        return new OptionEffects<>("quality", CONFIG)
                .in("models answer", AssessorTest::answered, "formula-share", "vote-mode", "vote-margin")
                .restElsewhere("OptionEffectTest, on a simulated market, and QualityOptionsTest, on a tape")
                .tests();
    }

    /** Assessments of one market by regime models that are more or less sure of any class. */
    private static List<Object> answered(MarketQualityConfig config) {
        Random random = new Random(2);
        MarketContext market = after(tape().quiet(5000));
        List<Object> said = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double first = random.nextDouble();
            double second = (1 - first) * random.nextDouble();
            double[] classes = {first, second, 1 - first - second};
            said.add(assess(new Assessor(config, new ServingModels(classes)), market, new RegimeMemory())
                    .assessment());
        }
        return said;
    }

    @Test
    void forecastsVolatilityByHarAndGarchAndMixesItWithSigma() {
        MarketContext market = after(tape().choppy(400_000, 4));
        market.minute.garch.variance = 1e-8;
        market.minute.garch.returns = 1000;

        Assessed assessed = assess(new Assessor(CONFIG, new FallbackModels()), market, new RegimeMemory());

        double realised = Math.sqrt(market.jumps.realizedVariance * 105_192);
        double garch = Math.sqrt(1e-8 * 525_960);
        double forecast = Math.sqrt(0.5 * realised * realised + 0.5 * garch * garch);
        assertThat(realised).isPositive();
        assertThat(assessed.forecast().annualised()).isCloseTo(forecast, within(1e-12));
        assertThat(assessed.assessment().finalVolatility())
                .isCloseTo(0.6 * market.quality.sigma + 0.4 * forecast, within(1e-12));
        assertThat(assessed.assessment().isVolatilityModelServing()).isFalse();
    }

    @Test
    void namesTheModelsThatTookPart() {
        MarketContext early = after(tape().quiet(5000));
        MarketContext late = after(tape().choppy(400_000, 4));

        assertThat(modelsOf(new FallbackModels(), early)).isEqualTo("0:rules:FALLBACK,2:rules:FALLBACK");
        assertThat(modelsOf(new FallbackModels(), late))
                .isEqualTo("0:rules:FALLBACK,1:har-garch:FALLBACK,2:rules:FALLBACK");
        assertThat(modelsOf(new ServingModels(new double[] {0, 1, 0}), late))
                .isEqualTo("0:7:SERVING,1:8:SERVING,2:9:SERVING");
    }

    private static String modelsOf(QualityModels models, MarketContext market) {
        return assess(new Assessor(CONFIG, models), market, new RegimeMemory()).models();
    }

    /** Models that answer the same whatever they are asked. */
    private record ServingModels(double[] classes) implements QualityModels {
        @Override
        public double quality(double[] features, double composite) {
            return 0.9;
        }

        @Override
        public ModelUse qualityUse() {
            return new ModelUse(0, "7", ModelStatus.SERVING);
        }

        @Override
        public void regime(double[] features, double[] ruleProbabilities, double[] answer) {
            System.arraycopy(classes, 0, answer, 0, answer.length);
        }

        @Override
        public ModelUse regimeUse() {
            return new ModelUse(2, "9", ModelStatus.SERVING);
        }

        @Override
        public double volatility(double[] features, MarketContext market) {
            return 0.3;
        }

        @Override
        public ModelUse volatilityUse() {
            return new ModelUse(1, "8", ModelStatus.SERVING);
        }
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

    /** A market of little depth, measured. */
    private static MarketContext thin() {
        Tape tape = new Tape(Tape.START_MS, 600_000);
        MarketContext market =
                after(tape.snapshot(40, 40).quiet(5000).snapshot(1, 1).quiet(100));
        new Features(InstrumentScale.of(Tape.instrument())).compute(market);
        return market;
    }

    @Test
    void depthThatIsNotKnownIsNeutralForLiquidity() {
        MarketContext known = thin();
        MarketContext partial = thin();
        partial.depth.isKnown = false;

        double least = QualityFormulas.liquidity(known, CONFIG);
        double neutral = QualityFormulas.liquidity(partial, CONFIG);
        partial.depth.bidUsd = 1e12;
        double sameWhateverItShows = QualityFormulas.liquidity(partial, CONFIG);

        assertThat(least).isLessThan(neutral);
        assertThat(neutral).isBetween(0.3, 0.5).isEqualTo(sameWhateverItShows);
    }

    @Test
    void depthThatIsNotKnownMakesNoCrisis() {
        MarketContext market = thin();
        market.spreadMoments.samples = 1000;
        market.spreadMoments.mean = market.spreadBps() / 10;
        market.depth.bidUsd = 1;
        market.depth.askUsd = 1;
        RegimeRule rule = new RegimeRule(CONFIG.crisisSigmas(), CONFIG.noisePercentile(), CONFIG.formula());

        Regime known = rule.label(market, 1, new RegimeMemory());
        market.depth.isKnown = false;
        Regime partial = rule.label(market, 1, new RegimeMemory());

        assertThat(known).isEqualTo(Regime.CRISIS);
        assertThat(partial).isNotEqualTo(Regime.CRISIS);
    }
}
