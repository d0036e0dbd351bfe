package io.nexus.models.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Governance;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleFallbacksTest {
    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void theFallbacksOfLayer1AreNamed() {
        assertThat(MarketQuality.FALLBACK.text()).isEqualTo("0:rules:FALLBACK");
        assertThat(VolatilityForecast.FALLBACK.text()).isEqualTo("1:har-garch:FALLBACK");
        assertThat(RegimeClass.FALLBACK.text()).isEqualTo("2:rules:FALLBACK");
    }

    @Test
    void refusesModelIdsOutsideTheCatalogue() {
        assertThatThrownBy(() -> new ModelUse(71, "1", ModelStatus.SERVING)).hasMessageContaining("id");
    }

    @Test
    void trustBlendsLinearlyAndIsExactAtBothEnds() {
        assertThat(Trust.blend(0.25, 8, 4)).isEqualTo(5);
        assertThat(Trust.blend(1, 8, Double.NaN)).isEqualTo(8);
        assertThat(Trust.blend(0, Double.NaN, 4)).isEqualTo(4);
        assertThat(Trust.blend(0.5, new double[] {1, 2}, new double[] {3, 4})).containsExactly(2, 3);
        assertThatThrownBy(() -> Trust.blend(1.1, 0, 0)).hasMessageContaining("weight must be in [0.0, 1.0]");
        assertThatThrownBy(() -> Trust.blend(1, new double[1], new double[2])).hasMessageContaining("1 and 2");
    }

    @Test
    void volatilityForecastMixesHarAndGarchVariances() {
        assertThat(VolatilityForecast.ofHarAndGarch(0.5, 0.1, Double.NaN, 0.7))
                .isCloseTo(Math.sqrt(0.5 * 0.25 + 0.5 * 0.25), within(1e-15));
        assertThat(VolatilityForecast.ofHarAndGarch(Double.NaN, 0.3, Double.NaN, Double.NaN))
                .isCloseTo(0.3, within(1e-15));
        assertThat(VolatilityForecast.ofHarAndGarch(0.4, Double.NaN, Double.NaN, Double.NaN))
                .isCloseTo(0.4, within(1e-15));
        assertThatThrownBy(() -> VolatilityForecast.ofHarAndGarch(Double.NaN, Double.NaN, Double.NaN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RegimeClass regimeClass(double[] rules) {
        return RegimeClass.of(RegimeClass.groupProbabilities(rules), RegimeClass.FALLBACK);
    }

    @Test
    void regimeClassSumsTheRuleProbabilitiesOfEachGroup() {
        double[] rules = new double[Regime.COUNT];
        rules[Regime.BREAKOUT.column()] = 0.2;
        rules[Regime.TRENDING_UP.column()] = 0.3;
        rules[Regime.TRANSITION.column()] = 0.1;
        rules[Regime.QUIET.column()] = 0.2;
        rules[Regime.CRISIS.column()] = 0.2;

        RegimeClass regime = regimeClass(rules);

        assertThat(regime.group()).isEqualTo(RegimeGroup.TRENDING);
        assertThat(regime.confidence()).isCloseTo(0.5, within(1e-12));
        assertThat(regime.probabilities()).containsExactly(new double[] {0.5, 0.3, 0.2}, within(1e-12));
        assertThat(regimeClass(new double[Regime.COUNT]).confidence()).isCloseTo(1 / 3.0, within(1e-12));
        assertThatThrownBy(() -> regimeClass(new double[3])).hasMessageContaining("12");
    }

    @Test
    void metaSelectionTakesTheFeedbackScoresAndFallsToEqualWeights() {
        double[] scores = filled(20, 0.4);
        scores[0] = 1.5;
        double[] rules = filled(Regime.COUNT, 1.0 / Regime.COUNT);

        MetaSelection selection = MetaSelection.fallback(scores, rules, 0.5, 0.5);

        assertThat(selection.weights()[0]).isEqualTo(1);
        assertThat(selection.weights()[19]).isEqualTo(0.4);
        assertThat(selection.use().text()).isEqualTo("3:feedback:FALLBACK");
        scores[3] = Double.NaN;
        MetaSelection equal = MetaSelection.fallback(scores, rules, 0.5, 0.5);
        assertThat(equal.weights()).containsOnly(0.5);
        assertThat(equal.use().text()).isEqualTo("3:equal:FALLBACK");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0.1, 0.4", "0.01, 0.8", "0.001, 0.95", "0.0000001, 1", "0, 1"})
    void anomalyScoreFollowsTheRarity(double probability, double score) {
        assertThat(Anomaly.ofProbability(probability)).isCloseTo(score, within(1e-12));
    }

    @Test
    void oneInAHundredMomentsScoresAboveTheHalvingLimitAndOneInAThousandAboveTheSkipLimit() {
        int steps = 2000;
        int halved = 0;
        int skipped = 0;
        for (int i = 0; i < steps; i++) {
            for (int k = 0; k < steps; k++) {
                double score = Anomaly.score((i + 0.5) / steps, (k + 0.5) / steps);
                halved += score > 0.8 ? 1 : 0;
                skipped += score > 0.95 ? 1 : 0;
            }
        }

        assertThat((double) halved / steps / steps).isCloseTo(0.01, within(0.0005));
        assertThat((double) skipped / steps / steps).isCloseTo(0.001, within(0.0005));
    }

    @Test
    void fallsAndRisesAreEquallyUnusualAndATightSpreadIsNot() {
        assertThat(Anomaly.score(0.002, 0.5)).isCloseTo(Anomaly.score(0.998, 0.5), within(1e-9));
        assertThat(Anomaly.score(0.5, 0)).isZero();
        assertThat(Anomaly.score(Double.NaN, Double.NaN)).isZero();
        assertThat(Anomaly.score(0.5, 1)).isEqualTo(1);
    }

    @Property
    void anomalyNeverFallsAsTheSpreadWidens(
            @ForAll @DoubleRange(min = 0, max = 1) double returns,
            @ForAll @DoubleRange(min = 0, max = 1) double spread,
            @ForAll @DoubleRange(min = 0, max = 1) double wider) {
        double low = Anomaly.score(returns, Math.min(spread, wider));
        double high = Anomaly.score(returns, Math.max(spread, wider));

        assertThat(low).isBetween(0.0, 1.0);
        assertThat(high).isBetween(low, 1.0);
    }

    @Test
    void routeFallbackReadsTheAggregate() {
        Route route = Route.fallback(-0.4, 0.72, 3.5);

        assertThat(route.buyProbability()).isCloseTo(0.3, within(1e-15));
        assertThat(route.sellProbability()).isCloseTo(0.7, within(1e-15));
        assertThat(route.confidence()).isEqualTo(0.72);
        assertThat(route.valueEstimateBps()).isEqualTo(3.5);
    }

    @Test
    void governorFallbackTrustsEverything() {
        assertThat(Governor.fallback().governance().modelWeights())
                .hasSize(Governance.MODELS)
                .containsOnly(1);
    }

    @Test
    void correlationOfOppositeSeriesIsMinusOneAndOfAStillOneZero() {
        Correlation opposite = Correlation.NONE;
        Correlation still = Correlation.NONE;
        for (int i = 1; i < 50; i++) {
            opposite = opposite.next(Math.sin(i), -2 * Math.sin(i), 0.94);
            still = still.next(Math.sin(i), 0, 0.94);
        }

        assertThat(opposite.coefficient()).isCloseTo(-1, within(1e-12));
        assertThat(still.coefficient()).isZero();
    }
}
