package io.nexus.lab.study;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.models.input.ConstantInputs;
import io.nexus.models.input.InputDictionary;
import io.nexus.models.input.RoleInputIds;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.input.EvaluationInputs;
import io.nexus.udf.input.EvaluationView;
import io.nexus.udf.input.MarketInputs;
import io.nexus.udf.input.MarketView;
import io.nexus.udf.input.RoleInputs;
import io.nexus.udf.input.RoutingInputs;
import io.nexus.udf.input.RoutingView;
import io.nexus.udf.input.SignalInputs;
import io.nexus.udf.input.SignalView;
import io.nexus.udf.market.Vpin;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What models of Layers 1 to 5 would be asked with over a busy simulated market, under control that changes. */
final class ModelInputsTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final long LENGTH_MS = 2_400_000;
    private static final int INSTRUMENTS = 4;
    private static final double ROUNDING = 1e-9;
    private static final SimulationConfig SIMULATION = withCascades(SimulationConfig.defaults());
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final RoleInputs<RoutingView> ALL =
            new RoleInputs<>(List.copyOf(RoutingInputs.SITE.knownIds()), RoutingInputs.SITE);
    private static final Map<String, Range> RANGE_BY_ID = new HashMap<>();
    /** One row of all inputs per instrument and closed second, the first of each. */
    private static final Map<String, double[]> ROW_BY_SECOND = new HashMap<>();

    private static long evaluations;
    private static long allocated;

    private static final class Range {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;

        void add(double value) {
            least = Math.min(least, value);
            largest = Math.max(largest, value);
        }
    }

    @BeforeAll
    static void runTheMarket() {
        InstrumentCatalog instruments =
                new InstrumentCatalog(new MarketSimulator(SIMULATION, 1, START_MS).instruments());
        LayerStudy study = new LayerStudy(instruments, LayersConfig.defaults());
        Random random = new Random(7);
        RoutingView view = new RoutingView();
        double[] row = new double[ALL.width()];
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 1, START_MS, START_MS + LENGTH_MS)) {
            Set<String> begun = new TreeSet<>();
            study.takeAll(feed, (event, signaled) -> {
                if (event.bar() == null && begun.add(event.instrument())) {
                    shrinkBuckets(study.market(event.instrument()).vpin);
                }
                if (signaled.observed().assessment() != null) {
                    view.show(aggregated(signaled, random));
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    ALL.fill(view, row);
                    allocated += evaluations > 10_000 ? THREADS.getCurrentThreadAllocatedBytes() - before : 0;
                    take(event, study, row);
                }
            });
        }
    }

    /** VPIN takes a day to be known: here as much volume as half an hour's at most. */
    private static void shrinkBuckets(Vpin vpin) {
        vpin.bucketFiftieths /= 100;
        vpin.buys = 0;
        vpin.sells = 0;
    }

    /** Forced orders within the hour: a hundred cascades a day. */
    private static SimulationConfig withCascades(SimulationConfig config) {
        return new SimulationConfig(
                INSTRUMENTS,
                config.messagesPerSecond(),
                config.bookLevels(),
                config.marketVolatilityBps(),
                config.ownVolatilityBps(),
                config.noiseVolatilityBps(),
                config.markIntervalMs(),
                config.openInterestIntervalMs(),
                config.edge(),
                config.cascade().withPerDay(100),
                config.texture());
    }

    private static void take(MarketEvent event, LayerStudy study, double[] row) {
        evaluations++;
        for (int i = 0; i < row.length; i++) {
            RANGE_BY_ID.computeIfAbsent(ALL.ids().get(i), id -> new Range()).add(row[i]);
        }
        String second = event.instrument() + '@' + study.market(event.instrument()).seconds.count;
        ROW_BY_SECOND.computeIfAbsent(second, key -> row.clone());
    }

    /** The evaluation under control that changes, with signals drawn at random: strategies that seldom fire have inputs, too. */
    private static Aggregated aggregated(Signaled signaled, Random random) {
        Observed observed = signaled.observed();
        Stamped stamped = observed.stamped();
        Stamped controlled = Stamped.of(
                requireNonNull(stamped.market()), stamped.evaluation(), control(random), stamped.feedTimeMs());
        Observed shown = new Observed(
                controlled,
                observed.context(),
                observed.hasTouch(),
                observed.bidTicks(),
                observed.askTicks(),
                observed.facts(),
                turned(requireNonNull(observed.assessment()), random.nextInt(12)),
                observed.gate());
        List<Contribution> parts = new ArrayList<>();
        for (StrategyId strategy : StrategyId.values()) {
            if (random.nextInt(4) == 0) {
                int direction = random.nextBoolean() ? 1 : -1;
                parts.add(new Contribution(strategy, direction, 0.65 + 0.35 * random.nextDouble(), 0.9, 0.5));
            }
        }
        double signal = 2 * random.nextDouble() - 1;
        Weighted weighted = new Weighted(
                new Signaled(shown, List.of(), List.of(), List.of()),
                doubles(random, StrategyId.COUNT),
                random.nextDouble(),
                new double[] {1, 0, 0},
                1,
                "");
        return new Aggregated(weighted, signal, random.nextDouble(), random.nextDouble(), Side.ofSign(signal), parts);
    }

    private static ControlView control(Random random) {
        AccountSnapshot account = new AccountSnapshot(
                "SIM|USDM|main",
                START_MS,
                BigDecimal.TEN,
                BigDecimal.TEN,
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble() - 0.5,
                random.nextDouble() - 0.5,
                random.nextDouble(),
                random.nextInt(50),
                TradingState.ACTIVE,
                1,
                START_MS + random.nextInt(1000),
                random.nextInt(100) - 50,
                "id",
                TradingCause.CONTROL,
                "",
                0);
        return new ControlView(
                TradingState.ACTIVE,
                new StrategyWeights(doubles(random, StrategyId.COUNT), 1, 0),
                ReferenceCalibration.initial(),
                Governance.identity(),
                account,
                1);
    }

    /** The regimes' probabilities take turns, since a quiet hour does not meet all twelve. */
    private static Assessment turned(Assessment assessment, int by) {
        double[] turned = new double[assessment.regimeProbabilities().length];
        for (int i = 0; i < turned.length; i++) {
            turned[(i + by) % turned.length] = assessment.regimeProbabilities()[i];
        }
        return new Assessment(
                assessment.dimensions(),
                assessment.mqScore(),
                assessment.grade(),
                assessment.regime(),
                assessment.engineRegime(),
                assessment.regimeConfidence(),
                turned,
                assessment.finalVolatility(),
                assessment.volatilityPercentile(),
                false,
                false,
                false);
    }

    private static double[] doubles(Random random, int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> random.nextDouble());
        return values;
    }

    private static double value(double[] row, String id) {
        return row[ALL.ids().indexOf(id)];
    }

    @Test
    void everyInputThatIsNoConstantMoves() {
        Set<String> still = new TreeSet<>();
        RANGE_BY_ID.forEach((id, range) -> {
            if (!(range.largest > range.least)) {
                still.add(id);
            }
        });
        Set<String> constant = new TreeSet<>(ConstantInputs.REASONS.keySet());
        constant.retainAll(RANGE_BY_ID.keySet());

        assertThat(evaluations).isGreaterThan(15_000);
        assertThat(still).isEqualTo(constant);
    }

    @Test
    void everyValueIsInTheRangeOfTheDictionary() {
        assertThat(RANGE_BY_ID).allSatisfy((id, range) -> {
            assertThat(range.least)
                    .isGreaterThanOrEqualTo(InputDictionary.get(id).min() - ROUNDING);
            assertThat(range.largest)
                    .isLessThanOrEqualTo(InputDictionary.get(id).max() + ROUNDING);
        });
    }

    @Test
    void filledRowsLeaveNothingToTheGarbageCollector() {
        assertThat(allocated).isZero();
    }

    @Test
    void sitesKnowEveryInputOfTheirRoles() {
        for (int role : new int[] {0, 1, 2, 13, 23, 33, 37, 47, 48, 55, 42, 43, 45, 46, 60, 10}) {
            RoleInputs<MarketView> inputs = RoleInputs.ofRole(role, MarketInputs.SITE);
            assertThat(inputs.ids()).isEqualTo(RoleInputIds.of(role));
        }
        RoleInputs<EvaluationView> selector = RoleInputs.ofRole(3, EvaluationInputs.SITE);
        RoleInputs<SignalView> aggregator = RoleInputs.ofRole(4, SignalInputs.SITE);

        assertThat(selector.width()).isEqualTo(44);
        assertThat(aggregator.width()).isEqualTo(60);
        assertThat(RoutingInputs.SITE.knownIds()).containsAll(InputDictionary.marketIds());
    }

    @Test
    void laggedInputsAreWhatTheOthersWereFiveMinutesAgo() {
        int compared = 0;
        for (Map.Entry<String, double[]> entry : ROW_BY_SECOND.entrySet()) {
            String[] key = entry.getKey().split("@", -1);
            double[] before = ROW_BY_SECOND.get(key[0] + '@' + (Long.parseLong(key[1]) - 300));
            if (before == null || Long.parseLong(key[1]) < 620) {
                continue;
            }
            double[] now = entry.getValue();
            assertThat(value(now, "er60_lag_5m")).isCloseTo(value(before, "er60"), within(1e-12));
            assertThat(value(now, "ac1_lag_5m")).isCloseTo(value(before, "ac1"), within(1e-12));
            assertThat(value(now, "rv_1h_lag_5m")).isCloseTo(value(before, "rv_1h"), within(1e-9));
            compared++;
        }

        assertThat(compared).isGreaterThan(1_000);
    }

    @Test
    void variancesAgreeWithTheFeaturesOfTheSameWindow() {
        double[] row = ROW_BY_SECOND.values().stream()
                .filter(values -> value(values, "rv_60s") != 0.5 && value(values, "rv_5m") != 0.5)
                .findFirst()
                .orElseThrow();

        assertThat(value(row, "ln_rv_1m")).isCloseTo(lnOfQuarter(value(row, "rv_60s")), within(1e-9));
        assertThat(value(row, "ln_rv_5m")).isCloseTo(lnOfQuarter(value(row, "rv_5m")), within(1e-9));
        assertThat(value(row, "ln_rv_1h")).isCloseTo(lnOfQuarter(value(row, "rv_1h")), within(1e-9));
        assertThat(value(row, "ln_rv_4h")).isCloseTo(lnOfQuarter(value(row, "rv_4h")), within(1e-9));
        assertThat(value(row, "ln_rv_1d")).isCloseTo(lnOfQuarter(value(row, "rv_1d")), within(1e-9));
        double jumps = 1 - Math.pow(value(row, "bv_1h") / value(row, "rv_1h"), 2);
        assertThat(value(row, "rj_1h")).isCloseTo(Math.max(0, jumps), within(1e-9));
    }

    /** From a year's deviation to the logarithm of a quarter of an hour's variance. */
    private static double lnOfQuarter(double annualised) {
        return Math.log(annualised * annualised / 35_064);
    }
}
