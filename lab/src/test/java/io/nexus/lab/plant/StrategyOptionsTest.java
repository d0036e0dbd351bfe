package io.nexus.lab.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.study.LayerStudy;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every option of the strategies whose pattern is seldom changes what they say of a market into which that pattern is planted. It is
 * planted as the default configuration asks for; beside it the same market is shown to one strategy for each option, which has another
 * value of that option only. */
final class StrategyOptionsTest {
    /** Between two patterns. */
    private static final long LEAST_GAP_MS = 3 * 60_000;
    /** From the first pattern; what has had no effect by then has none. */
    private static final long MOST_MS = 4 * 3_600_000;

    private static final int MOST_PATTERNS = 30;

    /** A pattern, the seed of its market, and another value of each option that it shows. */
    private record Row(Pattern pattern, long seed, Map<String, Object> others) {
        static Row of(StrategyId strategy, long seed, Map<String, Object> others) {
            return new Row(Patterns.of(strategy).orElseThrow(), seed, others);
        }

        StrategyId strategy() {
            return pattern.strategy();
        }
    }

    private static final List<Row> ROWS = List.of(
            Row.of(
                    StrategyId.EVENT_DRIVEN,
                    5,
                    Map.of(
                            "min-jump", 9,
                            "min-volume-z", 30,
                            "bars", 30,
                            "pause-ms", 20_000,
                            "max-retrace", 0.01,
                            "blackout-ms", 86_400_000)),
            new Row(new JumpGivenBack(), 5, Map.of("fade-retrace", 0.99, "watch-ms", 10_000)),
            new Row(new SlowTrap(), 5, Map.of("max-bars", 1)),
            Row.of(
                    StrategyId.LVN_BREAKOUT,
                    5,
                    Map.of(
                            "min-volume-z", 3,
                            "max-spread-ratio", 0.9,
                            "max-volume-factor", 0.5,
                            "max-inside-ms", 1_000,
                            "least-samples", 80_000)),
            Row.of(
                    StrategyId.MARKET_MICROSTRUCTURE,
                    2,
                    Map.of("forgetting", 0.9, "min-costs", 0.2, "slippage-bps", 20, "least-samples", 80_000)),
            Row.of(
                    StrategyId.SPOOFING_DETECTION,
                    5,
                    Map.of(
                            "size-factor", 15,
                            "max-distance-bps", 0.5,
                            "max-life-ms", 500,
                            "max-steps-ahead", 0,
                            "min-vanished", 0.99,
                            "repeats", 3,
                            "memory-ms", 5_000,
                            "mean-size-ms", 1)),
            Row.of(StrategyId.ICEBERG_DETECTION, 5, Map.of("min-refills", 6, "min-executed-peaks", 10)),
            Row.of(
                    StrategyId.LIQUIDATION_DETECTION,
                    1,
                    Map.of(
                            "window-ms", 10_000,
                            "quantile", 0.5,
                            "min-open-interest-fall", 0.05,
                            "min-return-sigmas", 30,
                            "fade-below", 0.01,
                            "fade-half-life-ms", 60_000,
                            "fade-within-ms", 1_000,
                            "least-samples", 80_000)),
            Row.of(
                    StrategyId.LIQUIDITY_TRAPS,
                    5,
                    Map.of(
                            "bars",
                            100,
                            "least-age-bars",
                            19,
                            "min-overshoot-atr",
                            0.9,
                            "max-overshoot-atr",
                            0.2,
                            "shape-atr",
                            0.1,
                            "min-offside",
                            0.9)),
            Row.of(
                    StrategyId.OPEN_DRIVE_VS_FADE,
                    5,
                    Map.of(
                            "sessions", "UTC 10:00 daily",
                            "drive-minutes", 5,
                            "fade-minutes", 1,
                            "balance-minutes", 1)),
            Row.of(StrategyId.OPEN_DRIVE_VS_FADE, 6, Map.of("max-retrace", 0.01, "min-range-ratio", 10)),
            Row.of(StrategyId.PROFILE_ROTATION, 5, Map.of("session-hours", 1, "max-off-balance", 0.01, "periods", 1)),
            Row.of(
                    StrategyId.VWAP_REVERSION,
                    5,
                    Map.of("min-sigmas", 1, "max-sigmas", 2.1, "max-efficiency", 0.1, "min-session-ms", 86_400_000)),
            Row.of(
                    StrategyId.STOP_RUN_ANTICIPATION,
                    5,
                    Map.of(
                            "bars", 40,
                            "least-age-ms", 60_000,
                            "least-touches", 1_000,
                            "near-bps", 20,
                            "max-distance-sigmas", 0.2,
                            "min-flow-z", 3,
                            "max-beyond", 0.1,
                            "least-samples", 80_000)),
            Row.of(
                    StrategyId.MOMENTUM_IGNITION,
                    5,
                    Map.of(
                            "trades", 16,
                            "burst-ms", 100,
                            "min-volume-z", 12,
                            "move-sigmas", 12,
                            "move-within-ms", 100,
                            "stop-ms", 500,
                            "collapse", 0.01,
                            "carried-ms", 100,
                            "least-samples", 80_000)));

    private final Map<Row, Set<String>> withoutEffect = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> everyOptionChangesWhatItsStrategySaysOfItsPattern() {
        return ROWS.stream().flatMap(row -> row.others.keySet().stream()
                .map(option -> DynamicTest.dynamicTest(key(row.strategy(), option), () -> assertThat(
                                withoutEffect.computeIfAbsent(row, StrategyOptionsTest::withoutEffect))
                        .doesNotContain(option))));
    }

    @Test
    void theseStrategiesHaveNoOtherOptions() {
        List<String> shown = new ArrayList<>();
        Set<String> all = new TreeSet<>();
        for (Row row : ROWS) {
            row.others.keySet().forEach(option -> shown.add(key(row.strategy(), option)));
            ConfigBinder.flatten(LayersConfig.defaults()).keySet().stream()
                    .filter(key -> key.startsWith(key(row.strategy(), "")))
                    .forEach(all::add);
        }

        assertThat(shown).containsExactlyInAnyOrderElementsOf(all);
    }

    private static String key(StrategyId strategy, String option) {
        return "strategy." + strategy.key() + '.' + option;
    }

    /** A strategy with another value of one option, which remembers what it alone has seen. */
    private record Variant(String option, StrategyCore core, StrategyMemories memories) {}

    /** What a strategy says: all but the words. */
    private record Said(@Nullable Side side, double strength, double confidence, long halfLifeMs) {}

    /** Shows a planted market to all variants of a strategy until each of them has said something else than the strategy itself.
     *
     * @return the options of those that never did */
    private static Set<String> withoutEffect(Row row) {
        StrategyId strategy = row.strategy();
        LayersConfig config = row.pattern.config(LayersConfig.defaults());
        SimulatedGround ground = SimulatedGround.of(SimulationConfig.defaults().withInstruments(1), row.seed);
        Instrument instrument = ground.instruments().all().iterator().next();
        List<Variant> same = variants(row, config, InstrumentScale.of(instrument));
        long gapMs = Math.max(LEAST_GAP_MS, row.pattern.leastGapMs());
        PlantedMarket market = new PlantedMarket(
                ground.instruments(),
                config,
                new LayerStudy(ground.instruments(), config),
                (event, signaled) -> same.removeIf(variant -> differs(strategy, variant, event, signaled)),
                new PlantedMarket.Plan(row.pattern, gapMs, ground.fromMs(), row.seed));
        long untilMs = ground.fromMs() + MOST_MS;
        try (SimulatedFeed feed = ground.feed()) {
            FeedMessage message = feed.next();
            while (message.feedTimeMs() < untilMs && market.planted() < MOST_PATTERNS && !same.isEmpty()) {
                market.take(message.event());
                message = feed.next();
            }
        }
        return same.stream().map(Variant::option).collect(Collectors.toSet());
    }

    private static List<Variant> variants(Row row, LayersConfig config, InstrumentScale scale) {
        List<Variant> variants = new ArrayList<>();
        row.others.forEach((option, value) -> {
            LayersConfig other = ConfigBinder.bind(
                    config, Map.of("strategy", Map.of(row.strategy().key(), Map.of(option, value))));
            variants.add(new Variant(option, new StrategyCore(scale, other.strategy()), new StrategyMemories()));
        });
        return variants;
    }

    private static boolean differs(StrategyId strategy, Variant variant, MarketEvent event, Signaled signaled) {
        Signaled other = variant.core.process(variant.memories, signaled.observed(), event);
        return !said(strategy, other.fires()).equals(said(strategy, signaled.fires()));
    }

    private static List<Said> said(StrategyId strategy, List<Signal> signals) {
        return signals.stream()
                .filter(signal -> signal.strategy() == strategy)
                .map(signal -> new Said(signal.side(), signal.strength(), signal.confidence(), signal.halfLifeMs()))
                .toList();
    }
}
