package io.nexus.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.config.ConfigException;
import io.nexus.connectors.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration file that ships, and the whole of NEXUS behind it. */
final class RunConfigTest {
    private static final RunConfig DEFAULTS = RunConfig.defaults();

    @TempDir
    Path directory;

    private static Path shipped() {
        Path fromModule = Path.of("../flink-conf/nexus.yaml");
        return Files.exists(fromModule) ? fromModule : Path.of("flink-conf/nexus.yaml");
    }

    @Test
    void theShippedFileHoldsEveryKeyAndNoOther() throws IOException {
        Map<String, Object> tree = new ObjectMapper(new YAMLFactory())
                .readValue(Files.readString(shipped()), new TypeReference<Map<String, Object>>() {});

        assertThat(leaves("", tree).keySet())
                .containsExactlyElementsOf(ConfigBinder.flatten(DEFAULTS).keySet());
    }

    @Test
    void theShippedFileHoldsExactlyTheDefaults() throws IOException {
        assertThat(ConfigBinder.flatten(ConfigFile.read(shipped(), RunConfig.defaults())))
                .isEqualTo(ConfigBinder.flatten(DEFAULTS));
        assertThat(ConfigFile.hash(ConfigFile.read(shipped(), RunConfig.defaults())))
                .isEqualTo(ConfigFile.hash(DEFAULTS));
    }

    @Test
    void refusesRequestsThatOutliveTheProofThatTheyNeverArrived() {
        Map<String, Object> told = Map.of("exchange", Map.of("recv-window-ms", 60_000));

        assertThatThrownBy(() -> ConfigBinder.bind(DEFAULTS, told))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("recv")
                .hasMessageContaining("60000")
                .hasMessageContaining("2000");
    }

    @Test
    void everyKeyOfTheShippedFileStandsBelowItsComment() throws IOException {
        List<String> lines = Files.readAllLines(shipped());

        for (int i = 0; i < lines.size(); i++) {
            boolean isKey = lines.get(i).matches("\\s*[a-z][a-z0-9-]*:.*");
            if (isKey) {
                assertThat(lines.get(i - 1)).as("above " + lines.get(i)).matches("\\s*# \\S.*");
            }
        }
    }

    @Test
    void filesAndAddressesAreNoConfiguration() {
        assertThat(ConfigBinder.flatten(DEFAULTS).keySet())
                .noneMatch(key -> key.matches("(.*[.-])?(file|url|port|user|password|secret)([.-].*)?"));
        assertThatThrownBy(() -> ConfigBinder.bind(DEFAULTS, Map.of("authentication", Map.of("keys-file", "x"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("unknown key authentication.keys-file; known here: clock-mode, freshness");
    }

    private static Set<String> sections() {
        Set<String> sections = new TreeSet<>();
        ConfigBinder.flatten(DEFAULTS).keySet().forEach(key -> sections.add(key.substring(0, key.lastIndexOf('.'))));
        return sections;
    }

    @ParameterizedTest
    @MethodSource("sections")
    void refusesAnUnknownKeyInEverySection(String section) throws IOException {
        Path file = write(section + ".no-such-key", "1");

        assertThatThrownBy(() -> ConfigFile.read(file, RunConfig.defaults()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + " line ")
                .hasMessageContaining(": unknown key " + section + ".no-such-key; known here: ");
    }

    private static Stream<String> numbers() {
        return ConfigBinder.flatten(DEFAULTS).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Number)
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void refusesTextWhereANumberBelongs(String key) throws IOException {
        Path file = write(key, "often");

        assertThatThrownBy(() -> ConfigFile.read(file, RunConfig.defaults()))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(Pattern.quote(file + " line " + key.split("\\.", -1).length + ": " + key)
                        + ": needs a (finite|whole) number.*, was often");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    intake.min-interval-ms                       | 0        | intake: min-interval-ms must be in [1, 3600000], was 0
                    quality.min-score                            | 1.5      | quality: min-score must be in [0.0, 1.0], was 1.5
                    quality.formula.noise-weight                 | 0.3      | quality.formula: the six weights must add up to 1, were 1.1
                    strategy.min-confidence                      | 0.4      | strategy: min-confidence must be in [0.65, 1.0], was 0.4
                    strategy.order-book-imbalance.threshold      | 1        | strategy.order-book-imbalance: threshold must be in (0, 1), was 1.0
                    strategy.cumulative-delta.min-z              | 0        | strategy.cumulative-delta: min-z must be in [0.001, 1000.0], was 0.0
                    strategy.vwap-reversion.max-sigmas           | 1        | strategy.vwap-reversion: max-sigmas must be in [2.0, 100.0], was 1.0
                    strategy.momentum-breakout.min-break-atr     | -1       | strategy.momentum-breakout: min-break-atr must be in [0.001, 1000.0], was -1.0
                    strategy.volume-imbalance.ewma-bars          | 0        | strategy.volume-imbalance: ewma-bars must be in [1, 10000], was 0
                    strategy.absorption-breakout.wait-ms         | 0        | strategy.absorption-breakout: wait-ms must be in [1, 86400000], was 0
                    label.entry-delay-ms                         | -1       | label: entry-delay-ms must be in [0, 3600000], was -1
                    meta.max-anomaly                             | 0.5      | meta: max-anomaly must be in [0.8, 1.0], was 0.5
                    aggregation.direction-signal                 | 0.1      | aggregation: direction-signal must be in [0.2, 1.0], was 0.1
                    routing.min-confidence                       | -0.1     | routing: min-confidence must be in [0.0, 1.0], was -0.1
                    risk.equity-start                            | 0        | risk: equity-start must be in [1.0, 1.0E12], was 0.0
                    risk.sizing.base-ratio                       | 1        | risk.sizing: base-ratio must be in (0, 1), was 1.0
                    risk.exit-levels.max-stop-ratio              | 0.001    | risk.exit-levels: max-stop-ratio must be in [0.01, 1.0], was 0.001
                    risk.limits.max-drawdown-ratio               | 2        | risk.limits: max-drawdown-ratio must be in (0, 1), was 2.0
                    risk.value-at-risk.decay                     | 1        | risk.value-at-risk: decay must be in (0, 1), was 1.0
                    execution.poll-ms                            | 0        | execution: poll-ms must be in [1, 60000], was 0
                    position.mark-interval-ms                    | 6000     | position: mark-interval-ms must be in [1.0, 5000.0], was 6000.0
                    position.stops.widen-factor                  | 4        | position.stops: widen-factor must be in [1.0, 3.0], was 4.0
                    position.exits.disaster-ratio                | 0        | position.exits: disaster-ratio must be in (0, 1), was 0.0
                    position.closing.max-retry-ms                | 1        | position.closing: max-retry-ms must be at least retry-ms 1000, was 1
                    feedback.window-days                         | 366      | feedback: window-days must be in [1.0, 365.0], was 366.0
                    feedback.score.sharpe-share                  | 0.4      | feedback.score: the three shares must add up to 1, were 1.1
                    funnel.sample-every                          | 0        | funnel: sample-every must be in [1, 1000000], was 0
                    gateway.max-lead-ms                          | 0        | gateway: max-lead-ms must be in [1, 86400000], was 0
                    authentication.clock-mode                    | slow     | authentication.clock-mode: must be one of live, replay, was slow
                    authentication.freshness.max-behind-ms       | -1       | authentication.freshness: max-behind-ms must be in [0, 86400000], was -1
                    exchange.recv-window-ms                      | 60001    | exchange: recv-window-ms must be in [1, 60000], was 60001
                    simulated-exchange.latency-ms                | 60001    | simulated-exchange: latency-ms must be in [0, 60000], was 60001
                    simulation.instruments                       | 0        | simulation: instruments must be in [1, 10000], was 0
                    simulation.edge.time-share-ratio             | 1        | simulation.edge: time-share-ratio must be in [0.05, 0.95], was 1.0
                    simulation.cascade.per-day                   | 101      | simulation.cascade: per-day must be in [0.0, 100.0], was 101.0
                    execution.step-timeout-ms                    | 499      | execution: step-timeout-ms must be at least poll-ms 500, was 499
                    execution.exchange-timeout-ms                | 2999     | execution: exchange-timeout-ms must be at least step-timeout-ms 3000, was 2999
                    execution.order-timeout-ms                   | 499      | execution: order-timeout-ms must be at least poll-ms 500, was 499
                    execution.unanswered-ms                      | 1999     | execution: unanswered-ms must be at least receive-window-ms 2000, was 1999
                    exchange.request-timeout-ms                  | 3001     | exchange.request-timeout-ms must be in [1, 3000], was 3001
                    exchange.connect-timeout-ms                  | 3001     | exchange: request-timeout-ms must be at least connect-timeout-ms 3001, was 3000
                    exchange.quote-asset                         | 5%       | exchange: quote-asset must be 1 to 40 of A-Z, 0-9, _ and -, was 5%
                    simulated-exchange.quote-asset               | usdt     | simulated-exchange: quote-asset must be 1 to 40 of A-Z, 0-9, _ and -, was usdt
                    risk.limits.beta-symbol                      | BTC/USDT | risk.limits: beta-symbol must be 1 to 40 of A-Z, 0-9, _ and -, was BTC/USDT
                    gateway.max-lead-ms                          | 499      | gateway.max-lead-ms must be at least risk.progress-interval-ms 500, was 499
                    history.batch-size                           | 0        | history: batch-size must be in [1.0, 10000.0], was 0.0
                    """)
    void refusesImpossibleValuesWithKeyValueAndRange(String key, String value, String refusal) throws IOException {
        Path file = write(key, value);
        int ofSection = refusal.contains("must add up") ? 1 : 0;
        int line = key.split("\\.", -1).length - ofSection;

        assertThatThrownBy(() -> ConfigFile.read(file, RunConfig.defaults()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + " line " + line + ": " + refusal);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberHasALeastAndALargestValue(String key) throws IOException {
        Object fallback = ConfigBinder.flatten(DEFAULTS).get(key);
        List<String> extremes = fallback instanceof Double
                ? List.of("1e300", "-1e300")
                : fallback instanceof Integer
                        ? List.of("2147483647", "-2147483648")
                        : List.of("9223372036854775807", "-9223372036854775808");

        for (String extreme : extremes) {
            Path file = write(key, extreme);
            String last = key.substring(key.lastIndexOf('.') + 1);

            assertThatThrownBy(() -> ConfigFile.read(file, RunConfig.defaults()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(file + " line ")
                    .hasMessageMatching("(?s).*(" + last
                            + " must be (in [\\[(]|at least )|shares must add up|weights must).*, wa?e?[sr]e? .*");
        }
    }

    /** What was decided, written down here by hand once more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    authentication.freshness.max-behind-ms       | 10000
                    authentication.freshness.max-ahead-ms        | 1000
                    intake.min-interval-ms                       | 100
                    quality.max-exchange-age-ms                  | 10000
                    quality.min-score                            | 0.5
                    quality.min-liquidity                        | 0.3
                    quality.formula-share                        | 0.7
                    quality.own-volatility-share                 | 0.6
                    quality.crisis-sigmas                        | 6.0
                    quality.noise-percentile                     | 0.95
                    quality.switch-margin                        | 0.15
                    quality.switch-ms                            | 3000
                    quality.vote-mode                            | CALIBRATED
                    quality.vote-margin                          | 0.15
                    quality.cold-ms                              | 1800000
                    quality.cold-hour-bars                       | 720
                    quality.cold-minute-bars                     | 1440
                    quality.formula.worst-spread-bps             | 50.0
                    quality.formula.depth-orders                 | 20.0
                    quality.formula.crisis-spread-factor         | 5.0
                    quality.formula.crisis-depth-factor          | 0.2
                    quality.formula.liquidity-weight             | 0.15
                    quality.formula.volatility-weight            | 0.15
                    quality.formula.momentum-weight              | 0.15
                    quality.formula.imbalance-weight             | 0.15
                    quality.formula.trend-strength-weight        | 0.2
                    quality.formula.noise-weight                 | 0.2
                    strategy.min-confidence                      | 0.65
                    strategy.prior-episodes                      | 20.0
                    strategy.min-step-bps                        | 0.5
                    label.entry-delay-ms                         | 250
                    label.horizon-half-lives                     | 3.0
                    label.cost-multiple                          | 3.0
                    meta.caution-anomaly                         | 0.8
                    meta.max-anomaly                             | 0.95
                    meta.caution-size-factor                     | 0.5
                    meta.uncertain-size-factor                   | 0.5
                    aggregation.min-support                      | 0.35
                    aggregation.min-strength                     | 0.5
                    aggregation.neutral-signal                   | 0.2
                    aggregation.direction-signal                 | 0.3
                    routing.min-action-probability               | 0.6
                    routing.min-margin                           | 0.05
                    routing.min-confidence                       | 0.7
                    risk.equity-start                            | 100000.0
                    risk.cool-down-ms                            | 300000
                    risk.snapshot-interval-ms                    | 1000
                    risk.sizing.mode                             | NOTIONAL
                    risk.sizing.base-ratio                       | 0.02
                    risk.sizing.min-risk-multiplier              | 0.3
                    risk.sizing.class-margin                     | 0.1
                    risk.exit-levels.atr-multiple                | 2.0
                    risk.exit-levels.min-stop-ratio              | 0.01
                    risk.exit-levels.max-stop-ratio              | 0.03
                    risk.exit-levels.take-profit-multiple        | 2.0
                    risk.limits.max-var-ratio                    | 0.05
                    risk.limits.max-position-ratio               | 0.1
                    risk.limits.max-daily-loss-ratio             | 0.03
                    risk.limits.max-weekly-loss-ratio            | 0.07
                    risk.limits.max-drawdown-ratio               | 0.15
                    risk.limits.max-gross-ratio                  | 1.0
                    risk.limits.max-beta-ratio                   | 0.3
                    risk.limits.max-positions                    | 50
                    risk.limits.max-orders-per-second            | 10
                    risk.limits.price-collar-ratio               | 0.01
                    risk.value-at-risk.tail-probability          | 0.01
                    risk.value-at-risk.horizon-hours             | 24.0
                    risk.value-at-risk.min-points                | 500
                    risk.value-at-risk.short-history-factor      | 1.25
                    execution.poll-ms                            | 500
                    execution.order-timeout-ms                   | 30000
                    execution.receive-window-ms                  | 2000
                    execution.step-timeout-ms                    | 3000
                    position.mark-interval-ms                    | 1000
                    position.stops.trailing-from-ratio           | 0.01
                    position.stops.trailing-min-ratio            | 0.005
                    position.stops.trailing-atrs                 | 1.0
                    position.stops.breakeven-from-ratio          | 0.02
                    position.stops.widen-factor                  | 1.5
                    position.stops.widen-volatility-factor       | 2.0
                    position.exits.disaster-ratio                | 0.1
                    position.exits.scale-out-ratio               | 0.03
                    position.exits.reversal-probability          | 0.65
                    position.exits.reversal-ms                   | 3000
                    position.exits.min-score                     | 0.3
                    position.exits.low-score-ms                  | 10000
                    position.exits.max-age-ms                    | 86400000
                    position.exits.silence-ms                    | 60000
                    feedback.half-life-ms                        | 604800000
                    feedback.strength-fires                      | 1000
                    feedback.shrink-trades                       | 30.0
                    feedback.smoothing-ratio                     | 0.3
                    feedback.governance-interval-ms              | 60000
                    feedback.score.accuracy-share                | 0.5
                    feedback.score.sharpe-share                  | 0.3
                    feedback.score.average-pnl-share             | 0.2
                    gateway.max-lead-ms                          | 2000
                    gateway.heartbeat-interval-ms                | 100
                    exchange.recv-window-ms                      | 2000
                    simulation.instruments                       | 20
                    """)
    void decidedNumbersAreTheDefaults(String key, String decided) {
        assertThat(ConfigBinder.flatten(DEFAULTS).get(key)).hasToString(decided);
    }

    private Path write(String key, String value) throws IOException {
        StringBuilder yaml = new StringBuilder();
        String indent = "";
        for (String part : key.split("\\.", -1)) {
            yaml.append(yaml.isEmpty() ? "" : "\n").append(indent).append(part).append(':');
            indent += "  ";
        }
        return Files.writeString(directory.resolve("nexus.yaml"), yaml + " " + value + "\n");
    }

    private static Map<String, Object> leaves(String path, Map<?, ?> tree) {
        Map<String, Object> leaves = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            if (value instanceof Map<?, ?> section && !section.isEmpty()) {
                leaves.putAll(leaves(path + key + ".", section));
            } else {
                leaves.put(path + key, value);
            }
        });
        return leaves;
    }

    @Test
    void readsItsOwnTextOfEveryOption() throws IOException {
        Path file = Files.writeString(directory.resolve("all.yaml"), ConfigFile.text(DEFAULTS));

        assertThat(ConfigFile.read(file, DEFAULTS)).isEqualTo(DEFAULTS);
        assertThat(ConfigFile.hash(ConfigFile.read(file, DEFAULTS))).isEqualTo(ConfigFile.hash(DEFAULTS));
    }
}
