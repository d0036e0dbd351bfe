package io.nexus.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class FeatureSchemaTest {
    @Test
    void definesSixtyFiveFeaturesOfDifferentNames() {
        assertThat(FeatureSchema.DEFINITIONS).hasSize(FeatureSchema.SIZE);
        assertThat(FeatureSchema.NAMES).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheHashThatModelsAreBoundTo() {
        assertThat(FeatureSchema.hash()).isEqualTo("28b8c094aaa6698d8ad6f61cac4cb899b8144365563545a64a1bbcc707e66358");
    }

    @Test
    void aShareOfBuysIsNeutralInItsMiddleAndADirectionAtNone() {
        assertThat(FeatureSchema.DEFINITIONS)
                .filteredOn(definition -> definition.unit().equals("-1 to 1"))
                .extracting(FeatureDefinition::neutral)
                .containsOnly(0.0);
        assertThat(FeatureSchema.DEFINITIONS)
                .filteredOn(definition -> definition.name().startsWith("buy_"))
                .extracting(FeatureDefinition::neutral)
                .containsOnly(0.5);
    }

    @Test
    void findsAFeatureByItsNameAndRefusesAnother() {
        assertThat(FeatureSchema.indexOf("ret_1s")).isZero();
        assertThat(FeatureSchema.indexOf("rv_ratio")).isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSchema.indexOf("ret_2s"))
                .withMessageContaining("ret_2s");
    }
}
