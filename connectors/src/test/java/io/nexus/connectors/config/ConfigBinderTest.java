package io.nexus.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.check.Check;
import io.nexus.domain.check.Inline;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigBinderTest {
    enum Mode {
        NOTIONAL,
        STOP_DISTANCE
    }

    record Risk(double maxDrawdownRatio, int maxPositions, Mode mode) {
        Risk {
            Check.inRange("maxDrawdownRatio", maxDrawdownRatio, 0, 1);
        }
    }

    record All(Risk risk, boolean isDry, String name) {}

    private static final All DEFAULTS = new All(new Risk(0.15, 50, Mode.NOTIONAL), false, "main");

    @Test
    void laysValuesOverDefaults() {
        All bound = ConfigBinder.bind(
                DEFAULTS, Map.of("risk", Map.of("max-positions", 7, "mode", "stop-distance"), "is-dry", true));

        assertThat(bound).isEqualTo(new All(new Risk(0.15, 7, Mode.STOP_DISTANCE), true, "main"));
    }

    @Test
    void refusesUnknownKeysAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> ConfigBinder.bind(DEFAULTS, Map.of("risk", Map.of("max-position", 7))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("unknown key risk.max-position; known here: max-drawdown-ratio, max-positions, mode");
    }

    @Test
    void refusesImpossibleValuesWithKeyRangeAndValue() {
        assertThatThrownBy(() -> ConfigBinder.bind(DEFAULTS, Map.of("risk", Map.of("max-drawdown-ratio", 2))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("risk: max-drawdown-ratio must be in [0.0, 1.0], was 2.0");
    }

    @Test
    void refusesValuesOfTheWrongType() {
        assertThatThrownBy(() -> ConfigBinder.bind(DEFAULTS, Map.of("risk", Map.of("max-positions", 1.5))))
                .hasMessage("risk.max-positions: needs a whole number of at most 2147483647, was 1.5");
        assertThatThrownBy(() -> ConfigBinder.bind(DEFAULTS, Map.of("risk", Map.of("mode", "dry"))))
                .hasMessage("risk.mode: must be one of notional, stop-distance, was dry");
        assertThatThrownBy(() -> ConfigBinder.bind(DEFAULTS, Map.of("risk", 3)))
                .hasMessage("risk: is a section, was 3");
    }

    @Test
    void flattensToKeysWithDots() {
        assertThat(ConfigBinder.flatten(DEFAULTS))
                .containsExactly(
                        Map.entry("risk.max-drawdown-ratio", 0.15),
                        Map.entry("risk.max-positions", 50),
                        Map.entry("risk.mode", Mode.NOTIONAL),
                        Map.entry("is-dry", false),
                        Map.entry("name", "main"));
    }

    @Test
    void makesATreeThatBindsToTheSame() {
        All other = new All(new Risk(0.2, 7, Mode.STOP_DISTANCE), true, "paper");

        assertThat(ConfigBinder.bind(DEFAULTS, ConfigBinder.tree(other))).isEqualTo(other);
    }

    record Whole(@Inline All all, Risk other) {}

    @Test
    void inlineRecordsHaveNoSectionOfTheirOwn() {
        Whole whole = new Whole(DEFAULTS, new Risk(0.1, 3, Mode.NOTIONAL));

        Whole bound = ConfigBinder.bind(
                whole, Map.of("risk", Map.of("max-positions", 7), "other", Map.of("max-positions", 8)));

        assertThat(bound.all().risk().maxPositions()).isEqualTo(7);
        assertThat(bound.other().maxPositions()).isEqualTo(8);
        assertThat(ConfigBinder.tree(whole)).containsOnlyKeys("risk", "is-dry", "name", "other");
        assertThat(ConfigBinder.bind(DEFAULTS, ConfigBinder.tree(bound.all()))).isEqualTo(bound.all());
        assertThatThrownBy(() -> ConfigBinder.bind(whole, Map.of("all", Map.of("name", "x"))))
                .hasMessage("unknown key all; known here: is-dry, name, other, risk");
    }
}
