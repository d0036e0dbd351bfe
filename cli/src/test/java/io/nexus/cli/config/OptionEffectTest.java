package io.nexus.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.config.ConfigException;
import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.check.Inline;
import io.nexus.domain.check.PerRun;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.study.LayerStudy;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every option has an effect: changing it changes what Layers 1 and 2 say of a market, or the market's messages. Those of Layers 3 to 8
 * are shown, each in a world of its own, by the {@code OptionsTest} of each layer in the module {@code udf}; here they are only read by
 * code that runs, as those of the processes around the job. Options without effect are listed, with the reason; the lists can only
 * shrink. */
final class OptionEffectTest {
    private static final RunConfig DEFAULTS = RunConfig.defaults();
    private static final long START_MS = 1_748_900_000_000L;

    /** Read, but without effect as long as no model serves that would make the difference; udf hands one to Layer 1 and shows it. */
    private static final Map<String, String> NEEDS_A_MODEL = Map.of(
            "quality.formula-share", "blends the composite with a quality model's answer",
            "quality.vote-mode", "votes between our regime engine and a regime model",
            "quality.vote-margin", "is the margin of that vote");

    /** Strategies whose pattern half an hour of one quiet instrument does not bring. Each option that they have is shown by
     * {@code io.nexus.lab.plant.StrategyOptionsTest}, which fails on one that it does not name. */
    private static final Set<StrategyId> SHOWN_ON_PLANTED_MARKETS = Set.of(
            StrategyId.EVENT_DRIVEN,
            StrategyId.LVN_BREAKOUT,
            StrategyId.MARKET_MICROSTRUCTURE,
            StrategyId.SPOOFING_DETECTION,
            StrategyId.ICEBERG_DETECTION,
            StrategyId.LIQUIDATION_DETECTION,
            StrategyId.LIQUIDITY_TRAPS,
            StrategyId.OPEN_DRIVE_VS_FADE,
            StrategyId.PROFILE_ROTATION,
            StrategyId.VWAP_REVERSION,
            StrategyId.STOP_RUN_ANTICIPATION,
            StrategyId.MOMENTUM_IGNITION);

    /** Of Layer 1, but about a crisis, a thin book, silence, an instrument's beginning or the count of these: shown by
     * {@code io.nexus.udf.quality.QualityOptionsTest}. */
    private static final Set<String> SHOWN_ON_A_TAPE = Set.of(
            "quality.cold-ms",
            "quality.cold-hour-bars",
            "quality.cold-minute-bars",
            "quality.counts-every-ms",
            "quality.formula.crisis-depth-factor",
            "quality.formula.crisis-spread-factor",
            "quality.formula.depth-orders",
            "quality.formula.worst-spread-bps",
            "quality.max-book-silence-ms",
            "quality.order-notional-usd");

    private static final Map<String, Object> WARM =
            Map.of("quality.cold-ms", 0, "quality.cold-hour-bars", 0, "quality.cold-minute-bars", 0);

    private record Component(Class<?> owner, String name) {}

    private static Map<String, Component> components() {
        Map<String, Component> byKey = new LinkedHashMap<>();
        collect("", DEFAULTS, byKey);
        return byKey;
    }

    private static void collect(String path, Record config, Map<String, Component> byKey) {
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            if (component.isAnnotationPresent(PerRun.class)) {
                continue;
            }
            String key =
                    component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
            Object value = get(config, component);
            if (value instanceof Record section) {
                collect(component.isAnnotationPresent(Inline.class) ? path : path + key + '.', section, byKey);
            } else {
                byKey.put(path + key, new Component(config.getClass(), component.getName()));
            }
        }
    }

    private static Object get(Record config, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyOptionIsReadByCodeThatRuns() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(
                        "io.nexus.domain",
                        "io.nexus.udf",
                        "io.nexus.job",
                        "io.nexus.connectors",
                        "io.nexus.testbed",
                        "io.nexus.cli.process",
                        "io.nexus.cli.embedded");
        Set<String> unread = new TreeSet<>();

        components().forEach((key, component) -> {
            if (readers(classes.get(component.owner), component.name).isEmpty()) {
                unread.add(key);
            }
        });

        assertThat(components().keySet())
                .containsExactlyElementsOf(ConfigBinder.flatten(DEFAULTS).keySet());
        assertThat(unread).isEmpty();
    }

    /** Who reads a component, but for the record's own checks, copies and text. */
    private static Set<String> readers(JavaClass owner, String name) {
        Stream<JavaCodeUnit> callers =
                owner.getMethod(name).getCallsOfSelf().stream().map(call -> call.getOrigin());
        Stream<JavaCodeUnit> inside =
                owner.getField(name).getAccessesToSelf().stream().map(access -> access.getOrigin());
        return Stream.concat(callers, inside)
                .filter(unit -> !isOfTheRecordItself(unit, name))
                .map(JavaCodeUnit::getFullName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOfTheRecordItself(JavaCodeUnit unit, String name) {
        boolean isConfig = unit.getOwner().isAssignableTo(Record.class)
                && unit.getOwner().getSimpleName().endsWith("Config");
        return unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                || unit.getName().equals(name)
                || unit.getName().matches("with[A-Z].*")
                || Set.of("equals", "hashCode", "toString").contains(unit.getName())
                || (isConfig && unit.isConstructor())
                || (unit.getOwner().isAssignableTo(Record.class) && unit.isConstructor());
    }

    @Test
    void everyOptionOfTheSimulatedMarketChangesItsMessages() {
        int before = market(DEFAULTS.simulation());
        Set<String> without = new TreeSet<>();

        for (String key : keys("simulation.")) {
            if (otherValues(key).stream()
                    .allMatch(other -> market(with(Map.of(key, other)).simulation()) == before)) {
                without.add(key);
            }
        }

        assertThat(without).isEmpty();
    }

    private static int market(SimulationConfig simulation) {
        int digest = 1;
        try (SimulatedFeed feed = new SimulatedFeed(
                simulation.withInstruments(Math.min(2, simulation.instruments())), 1, START_MS, START_MS + 1_800_000)) {
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                digest = 31 * digest + String.valueOf(message.event()).hashCode();
            }
        }
        return digest;
    }

    @Test
    void everyOptionOfLayersOneAndTwoChangesWhatTheySay() {
        Map<String, Object> base = new HashMap<>(WARM);
        Said before = said(with(base));
        Set<String> without = new TreeSet<>();

        for (String key : keys("intake.", "quality.", "strategy.min-", "strategy.prior", "strategy.live")) {
            if (SHOWN_ON_A_TAPE.contains(key) || NEEDS_A_MODEL.containsKey(key)) {
                continue;
            }
            boolean isWithout = otherValues(key).stream().allMatch(other -> {
                Map<String, Object> changed = new HashMap<>(base);
                changed.put(key, other);
                return said(with(changed)).equals(before);
            });
            if (isWithout) {
                without.add(key);
            }
        }
        without.addAll(strategiesWithout(base, before));

        assertThat(without).isEmpty();
    }

    /** One option of each strategy at a time: the strategies do not see each other. */
    private static Set<String> strategiesWithout(Map<String, Object> base, Said before) {
        Map<StrategyId, List<String>> open = new EnumMap<>(StrategyId.class);
        for (StrategyId strategy : StrategyId.values()) {
            if (!SHOWN_ON_PLANTED_MARKETS.contains(strategy)) {
                open.put(strategy, keys("strategy." + strategy.key() + '.'));
            }
        }
        Set<String> without = new TreeSet<>();
        int most = open.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            Map<StrategyId, String> keyByStrategy = new EnumMap<>(StrategyId.class);
            int place = i;
            open.forEach((strategy, keys) -> {
                if (place < keys.size()) {
                    keyByStrategy.put(strategy, keys.get(place));
                }
            });
            without.addAll(without(base, before, keyByStrategy));
        }
        return without;
    }

    private static Set<String> without(Map<String, Object> base, Said before, Map<StrategyId, String> keyByStrategy) {
        Map<StrategyId, String> left = new EnumMap<>(keyByStrategy);
        for (int turn = 0; turn < 4 && !left.isEmpty(); turn++) {
            Map<String, Object> changed = new HashMap<>(base);
            for (String key : left.values()) {
                List<Object> others = otherValues(key);
                changed.put(key, others.get(Math.min(turn, others.size() - 1)));
            }
            Said after = said(with(changed));
            left.keySet().removeIf(strategy -> !before.ofStrategy(strategy).equals(after.ofStrategy(strategy)));
        }
        return new TreeSet<>(left.values());
    }

    /** What the two layers said of a market: digests of Layer 1 and of each strategy. */
    private record Said(int quality, Map<StrategyId, Integer> byStrategy) {
        Integer ofStrategy(StrategyId strategy) {
            return byStrategy.getOrDefault(strategy, 0);
        }
    }

    private static Said said(RunConfig config) {
        SimulationConfig simulation = DEFAULTS.simulation().withInstruments(1);
        long fromMs = START_MS;
        InstrumentCatalog instruments = new InstrumentCatalog(new MarketSimulator(simulation, 1, fromMs).instruments());
        LayerStudy study = new LayerStudy(instruments, config.layers());
        int[] quality = {1};
        Map<StrategyId, Integer> byStrategy = new EnumMap<>(StrategyId.class);
        try (SimulatedFeed feed = new SimulatedFeed(simulation, 1, fromMs, fromMs + 1_800_000)) {
            study.takeAll(feed, (event, signaled) -> {
                var observed = signaled.observed();
                if (observed.assessment() != null || observed.gate() != null) {
                    var assessment = observed.assessment();
                    String text = observed.gate()
                            + (assessment == null
                                    ? ""
                                    : assessment.mqScore() + " " + assessment.regime() + assessment.finalVolatility()
                                            + assessment.dimensions() + assessment.regimeConfidence());
                    quality[0] = 31 * quality[0] + text.hashCode();
                }
                signaled.fires()
                        .forEach(fire -> byStrategy.merge(fire.strategy(), fire.hashCode(), (a, b) -> 31 * a + b));
                signaled.kept()
                        .forEach(fire -> byStrategy.merge(fire.strategy(), fire.hashCode(), (a, b) -> 31 * a + b));
            });
        }
        return new Said(quality[0], byStrategy);
    }

    private static List<String> keys(String... prefixes) {
        return ConfigBinder.flatten(DEFAULTS).keySet().stream()
                .filter(key -> Stream.of(prefixes).anyMatch(key::startsWith))
                .toList();
    }

    /** Values that the configuration takes, far from the default. */
    private static List<Object> otherValues(String key) {
        Object value = ConfigBinder.flatten(DEFAULTS).get(key);
        List<Object> others = new ArrayList<>();
        List<Object> wanted = new ArrayList<>();
        if (value instanceof Enum<?> constant) {
            Stream.of(constant.getDeclaringClass().getEnumConstants())
                    .filter(each -> each != value)
                    .forEach(wanted::add);
        } else if (value instanceof Number number) {
            for (String factor : List.of("0.2", "5", "0.01", "100", "0.7", "1.4", "0.95", "1.05")) {
                BigDecimal other = new BigDecimal(number.toString()).multiply(new BigDecimal(factor));
                wanted.add(number instanceof Double ? other : other.toBigInteger());
            }
            wanted.add(number instanceof Double ? 0.5 : 1);
        } else {
            wanted.add("UTC 10:00 daily");
        }
        for (Object other : wanted) {
            try {
                if (!ConfigBinder.flatten(with(Map.of(key, other))).equals(ConfigBinder.flatten(DEFAULTS))) {
                    others.add(other);
                }
            } catch (ConfigException e) {
                // out of range: not that one
            }
        }
        assertThat(others).as("other values of " + key).isNotEmpty();
        return others;
    }

    /** The defaults with other values; where weights or shares must add up to 1, the next one makes room. */
    private static RunConfig with(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        makeRoom(
                all,
                "quality.formula.",
                List.of(
                        "liquidity-weight",
                        "volatility-weight",
                        "momentum-weight",
                        "imbalance-weight",
                        "trend-strength-weight",
                        "noise-weight"));
        Map<String, Object> tree = new TreeMap<>();
        all.forEach((key, value) -> put(tree, key.split("\\.", -1), value));
        return ConfigBinder.bind(DEFAULTS, tree);
    }

    private static void makeRoom(Map<String, Object> values, String section, List<String> shares) {
        for (int i = 0; i < shares.size(); i++) {
            Object given = values.get(section + shares.get(i));
            if (given != null) {
                String next = section + shares.get((i + 1) % shares.size());
                double before = ((Number) ConfigBinder.flatten(DEFAULTS).get(section + shares.get(i))).doubleValue();
                double room = ((Number) ConfigBinder.flatten(DEFAULTS).get(next)).doubleValue();
                values.put(next, room + before - Double.parseDouble(given.toString()));
                return;
            }
        }
    }

    @SuppressWarnings("unchecked") // a tree of maps with text keys
    private static void put(Map<String, Object> tree, String[] path, Object value) {
        Map<String, Object> at = tree;
        for (int i = 0; i + 1 < path.length; i++) {
            at = (Map<String, Object>) at.computeIfAbsent(path[i], name -> new TreeMap<String, Object>());
        }
        at.put(path[path.length - 1], value);
    }

    @Test
    void optionsThatAreShownOnATapeAreOptions() {
        assertThat(ConfigBinder.flatten(DEFAULTS).keySet()).containsAll(SHOWN_ON_A_TAPE);
    }

    @Test
    void optionsThatNeedAModelAreOptionsAndTheListOnlyShrinks() {
        assertThat(ConfigBinder.flatten(DEFAULTS).keySet()).containsAll(NEEDS_A_MODEL.keySet());
        assertThat(NEEDS_A_MODEL).hasSizeLessThanOrEqualTo(3);
        Map<String, Object> base = new HashMap<>(WARM);
        Said before = said(with(base));

        for (String key : NEEDS_A_MODEL.keySet()) {
            for (Object other : otherValues(key).subList(0, 2)) {
                Map<String, Object> changed = new HashMap<>(base);
                changed.put(key, other);
                assertThat(said(with(changed)))
                        .as(key + " has an effect now: take it off the list")
                        .isEqualTo(before);
            }
        }
    }
}
