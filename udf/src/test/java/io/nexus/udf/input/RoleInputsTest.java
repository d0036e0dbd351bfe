package io.nexus.udf.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RoleInputsTest {
    private static final InputRegistry<double[]> SITE = InputRegistry.<double[]>at("the test")
            .add("rsi14", values -> values[0])
            .add("spread", values -> values[1])
            .build();

    @Test
    void writesTheModelsOrder() {
        RoleInputs<double[]> inputs = new RoleInputs<>(List.of("spread", "rsi14"), SITE);
        double[] into = {9, 9, 9};

        inputs.fill(new double[] {70, 2}, into);

        assertThat(into).containsExactly(2, 70, 9);
        assertThat(inputs.width()).isEqualTo(2);
    }

    @Test
    void whatIsUnknownTakesTheDictionarysMissingValue() {
        RoleInputs<double[]> inputs = new RoleInputs<>(List.of("rsi14"), SITE);

        assertThat(inputs.of(new double[] {Double.NaN, 0})).containsExactly(50);
    }

    @Test
    void namesTheInputThatASiteOrTheDictionaryDoesNotKnow() {
        assertThatThrownBy(() -> new RoleInputs<>(List.of("rsi14", "qi_1"), SITE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the test does not know input qi_1");
        assertThatThrownBy(() -> new RoleInputs<>(List.of("rsi15"), SITE)).hasMessageContaining("rsi15");
        assertThatThrownBy(() -> RoleInputs.ofRole(38, MarketInputs.SITE)).hasMessageContaining("btc_ret_60s");
    }

    @Test
    void aSiteReadsAnInputInOneWay() {
        assertThat(SITE.knownIds()).containsExactly("rsi14", "spread");
        assertThatThrownBy(() -> InputRegistry.<double[]>at("the test")
                        .add("spread", values -> 0)
                        .add("spread", values -> 1))
                .hasMessageContaining("two readers of input spread");
    }
}
