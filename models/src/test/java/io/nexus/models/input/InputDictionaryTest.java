package io.nexus.models.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.ModelRoles;
import org.junit.jupiter.api.Test;

final class InputDictionaryTest {
    /** Of version 1. Another hash needs another version. */
    private static final String HASH = "4636f673fa64f6c6f3b238fbb0c6e399d9954c256929dfe23bb2009d7b4e682a";

    @Test
    void everyRoleHasAsManyInputsAsItsContract() {
        int defined = 0;
        for (ModelEntry role : ModelRoles.all()) {
            if (RoleInputIds.isDefined(role.id())) {
                assertThat(RoleInputIds.of(role.id()))
                        .as("role %d", role.id())
                        .hasSize(role.inputWidth())
                        .allMatch(InputDictionary::contains);
                defined++;
            }
        }

        assertThat(defined).isEqualTo(62);
    }

    @Test
    void onlyTheRoutersContractNamesAnInputTwice() {
        for (ModelEntry role : ModelRoles.all()) {
            if (RoleInputIds.isDefined(role.id())) {
                long twice = role.inputWidth()
                        - RoleInputIds.of(role.id()).stream().distinct().count();
                // the share of jumps is one of its volatilities and of its microstructure
                boolean isRouter = RoleInputIds.of(role.id()).equals(RoleInputIds.of(5));
                assertThat(twice).as("role %d", role.id()).isEqualTo(isRouter ? 1 : 0);
            }
        }
    }

    @Test
    void refusesARoleWithoutInputsByItsNumber() {
        assertThat(RoleInputIds.isDefined(62)).isFalse();
        assertThatThrownBy(() -> RoleInputIds.of(62)).hasMessageContaining("role 62");
        assertThatThrownBy(() -> InputDictionary.get("ret_7s")).hasMessageContaining("ret_7s");
    }

    @Test
    void beginsWithTheFeaturesAndTheirNeutralValues() {
        for (int i = 0; i < FeatureSchema.SIZE; i++) {
            InputDefinition definition = InputDictionary.MARKET.get(i);

            assertThat(definition.id()).isEqualTo(FeatureSchema.NAMES.get(i));
            assertThat(definition.missing())
                    .isEqualTo(FeatureSchema.DEFINITIONS.get(i).neutral());
        }
        assertThat(InputDictionary.ALL.subList(0, InputDictionary.MARKET.size()))
                .isEqualTo(InputDictionary.MARKET);
    }

    @Test
    void aChangeOfIdsNeedsANewVersion() {
        assertThat(InputDictionary.VERSION).isEqualTo(1);
        assertThat(InputDictionary.hash()).isEqualTo(HASH);
    }

    @Test
    void constantsAreInputsOfSomeRole() {
        assertThat(ConstantInputs.REASONS.keySet()).allMatch(id -> ModelRoles.all().stream()
                .filter(role -> RoleInputIds.isDefined(role.id()))
                .anyMatch(role -> RoleInputIds.of(role.id()).contains(id)));
    }

    @Test
    void refusesADefinitionThatContradictsItself() {
        assertThatThrownBy(() -> new InputDefinition("Ret", "f", "u", 0, 1, 0)).hasMessageContaining("snake_case");
        assertThatThrownBy(() -> new InputDefinition("ret", "f", "u", 1, 0, 0)).hasMessageContaining("below max");
        assertThatThrownBy(() -> new InputDefinition("ret", "f", "u", 0, 1, 2)).hasMessageContaining("missing of ret");
        assertThat(new InputDefinition("ret", "f", "u", 0, 1, 0).admits(Double.NaN))
                .isFalse();
    }
}
