package io.nexus.udf.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Governance;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import io.nexus.models.role.ModelUse;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AggregatorTest {
    private static final StrategyId VWAP = StrategyId.VWAP_REVERSION;
    private static final StrategyId DELTA = StrategyId.CUMULATIVE_DELTA;
    private static final StrategyId BOOK = StrategyId.ORDER_BOOK_IMBALANCE;
    private static final ModelUse USE = Catalogs.shipped().use(4);

    private final Evaluations market = new Evaluations();
    private final double[] weights = Evaluations.filled(StrategyId.COUNT, 0.5);
    private AggregationConfig config = AggregationConfig.defaults();

    private AggregationOutcome decide(Signal... kept) {
        Weighted weighted =
                new Weighted(market.with(kept), weights, 0.1, new double[] {1, 0, 0}, 1, "3:feedback:FALLBACK");
        return new Aggregator(config, USE).decide(weighted);
    }

    private static Signal buy(StrategyId strategy, double confidence) {
        return Evaluations.signal(strategy, Side.BUY, confidence);
    }

    private static Signal sell(StrategyId strategy, double confidence) {
        return Evaluations.signal(strategy, Side.SELL, confidence);
    }

    private SkipCode code(Signal... kept) {
        AggregationOutcome outcome = decide(kept);
        return outcome.skip() == null ? null : outcome.skip().code();
    }

    @Test
    void weighsDirectionsByWeightTimesConfidence() {
        weights[VWAP.column()] = 0.9;
        weights[DELTA.column()] = 0.2;

        Aggregated aggregated = decide(sell(VWAP, 0.8), buy(DELTA, 0.7)).aggregated();

        double selling = 0.9 * 0.8;
        double buying = 0.2 * 0.7;
        assertThat(aggregated.aggregatedSignal()).isCloseTo((buying - selling) / (buying + selling), within(1e-12));
        assertThat(aggregated.signalStrength()).isCloseTo(0.75, within(1e-12));
        assertThat(aggregated.agreement()).isCloseTo(selling / (buying + selling), within(1e-12));
        assertThat(aggregated.side()).isEqualTo(Side.SELL);
        assertThat(aggregated.contributions()).hasSize(2);
        assertThat(aggregated.contributions().get(0).weight()).isEqualTo(0.9);
        assertThat(aggregated.contributions().get(0).direction()).isEqualTo(-1);
        assertThat(aggregated.contributions().get(0).rawConfidence()).isEqualTo(0.8);
    }

    @Test
    void theAggregatorIsServedAndNamedInTheSkip() {
        weights[VWAP.column()] = 0;

        AggregationOutcome outcome = decide(buy(VWAP, 0.8));

        assertThat(outcome.skip().code()).isEqualTo(SkipCode.L4_NO_WEIGHT);
        assertThat(outcome.skip().value()).isZero();
        assertThat(outcome.skip().models()).isEqualTo("3:feedback:FALLBACK,4:1:SERVING");
    }

    @Test
    void supportBelowTheLimitSkipsAndAtItDoesNot() {
        weights[VWAP.column()] = 0.5;

        config = new AggregationConfig(0.4, 0.5, 0.2, 0.3);
        assertThat(code(buy(VWAP, 0.8))).isNull();
        assertThat(code(buy(VWAP, Math.nextDown(0.8)))).isEqualTo(SkipCode.L4_LOW_SUPPORT);
        assertThat(code(buy(VWAP, 0.81))).isNull();
    }

    @Test
    void oneSignalAtASmallWeightDoesNotRule() {
        weights[VWAP.column()] = 0.05;

        AggregationOutcome outcome = decide(buy(VWAP, 0.9));

        assertThat(outcome.skip().code()).isEqualTo(SkipCode.L4_LOW_SUPPORT);
        assertThat(outcome.skip().value()).isCloseTo(0.045, within(1e-12));
        assertThat(outcome.skip().limit()).isEqualTo(0.35);
    }

    @Test
    void strengthBelowTheLimitSkipsAndAtItDoesNot() {
        config = new AggregationConfig(0.35, 0.75, 0.2, 0.3);

        assertThat(code(buy(VWAP, Math.nextDown(0.75)))).isEqualTo(SkipCode.L4_WEAK);
        assertThat(code(buy(VWAP, 0.75))).isNull();
        assertThat(code(buy(VWAP, 0.76))).isNull();
    }

    @Test
    void signalsBelowTheNeutralLimitHaveNoDirectionAndUpToTheDirectionLimitAreHold() {
        Signal[] split = {buy(VWAP, 0.8), sell(DELTA, 0.8)};
        weights[VWAP.column()] = 1;
        weights[DELTA.column()] = 0.6; // (1 - 0.6) / 1.6 = 0.25

        double size = 0.25;
        assertThat(decide(split).skip().value()).isCloseTo(size, within(1e-12));
        double exact = decide(split).skip().value();
        config = new AggregationConfig(0.35, 0.5, Math.nextUp(exact), 0.3);
        assertThat(code(split)).isEqualTo(SkipCode.L4_TOO_NEUTRAL);
        config = new AggregationConfig(0.35, 0.5, exact, 0.3);
        assertThat(code(split)).isEqualTo(SkipCode.L4_HOLD_ZONE);
        config = new AggregationConfig(0.35, 0.5, 0.2, exact);
        assertThat(code(split)).isEqualTo(SkipCode.L4_HOLD_ZONE);
        config = new AggregationConfig(0.35, 0.5, 0.2, Math.nextDown(exact));
        assertThat(code(split)).isNull();
    }

    @Test
    void anActiveOrderMakesItADuplicate() {
        market.hasActiveOrder = true;

        assertThat(code(buy(VWAP, 0.8))).isEqualTo(SkipCode.L4_DUPLICATE);
    }

    @Test
    void governanceTightensStrengthAndDirectionButLoosensNothing() {
        Signal[] split = {buy(VWAP, 0.8), buy(BOOK, 0.8), sell(DELTA, 0.8)};
        assertThat(decide(split).aggregated().aggregatedSignal()).isCloseTo(1.0 / 3, within(1e-12));

        market.thresholdAdjustments[Governance.AGGREGATE] = 0.05;
        assertThat(code(split)).isEqualTo(SkipCode.L4_HOLD_ZONE);
        assertThat(decide(split).skip().limit()).isCloseTo(0.35, within(1e-12));

        market.thresholdAdjustments[Governance.AGGREGATE] = -1;
        weights[DELTA.column()] = 0.6;
        assertThat(code(split)).isEqualTo(SkipCode.L4_HOLD_ZONE);

        market.thresholdAdjustments[Governance.STRENGTH] = 0.05;
        config = new AggregationConfig(0.35, 0.78, 0.2, 0.3);
        assertThat(code(split)).isEqualTo(SkipCode.L4_WEAK);
    }

    @Test
    void gatesAreReadInOrder() {
        market.hasActiveOrder = true;
        weights[DELTA.column()] = 0.5;

        assertThat(code(buy(VWAP, 0.8), sell(DELTA, 0.8))).isEqualTo(SkipCode.L4_TOO_NEUTRAL);
    }

    @Property(tries = 300)
    void aggregateStaysInItsRangeAndIgnoresTheScaleOfWeights(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.4, max = 1) double scale) {
        SplittableRandom random = new SplittableRandom(seed);
        Signal[] kept = new Signal[1 + random.nextInt(StrategyId.COUNT)];
        double[] drawn = new double[StrategyId.COUNT];
        Iterator<StrategyId> strategies = EnumSet.allOf(StrategyId.class).iterator();
        for (int i = 0; i < kept.length; i++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            kept[i] = Evaluations.signal(strategies.next(), side, 0.65 + 0.35 * random.nextDouble());
            drawn[i] = 0.05 + 0.95 * random.nextDouble();
        }
        AggregationConfig open = new AggregationConfig(0, 0, 0, 0);

        Aggregated whole = aggregated(open, kept, drawn, 1);
        Aggregated scaled = aggregated(open, kept, drawn, scale);

        assertThat(whole.aggregatedSignal()).isBetween(-1.0, 1.0);
        assertThat(whole.signalStrength()).isBetween(0.65, 1.0);
        assertThat(whole.agreement()).isBetween(0.5, 1.0);
        assertThat(scaled.aggregatedSignal()).isCloseTo(whole.aggregatedSignal(), within(1e-9));
        assertThat(scaled.side()).isEqualTo(whole.side());
    }

    private static Aggregated aggregated(AggregationConfig open, Signal[] kept, double[] drawn, double scale) {
        double[] scaled = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            scaled[i] = drawn[i] * scale;
        }
        Weighted weighted = new Weighted(new Evaluations().with(kept), scaled, 0.1, new double[] {1, 0, 0}, 1, "");
        return new Aggregator(open, USE).decide(weighted).aggregated();
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThat(AggregationConfig.defaults()).isEqualTo(new AggregationConfig(0.35, 0.5, 0.2, 0.3));
        assertThatThrownBy(() -> new AggregationConfig(-1, 0.5, 0.2, 0.3)).hasMessageContaining("minSupport");
        assertThatThrownBy(() -> new AggregationConfig(1, 1.5, 0.2, 0.3)).hasMessageContaining("minStrength");
        assertThatThrownBy(() -> new AggregationConfig(1, 0.5, -0.2, 0.3)).hasMessageContaining("neutralSignal");
        assertThatThrownBy(() -> new AggregationConfig(1, 0.5, 0.2, 0.1)).hasMessageContaining("directionSignal");
    }
}
