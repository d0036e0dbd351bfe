package io.nexus.udf.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.quality.RegimeGroup;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.testkit.Evaluations;
import org.junit.jupiter.api.Test;

final class SelectorInputsTest {
    private static final RoleInputs<EvaluationView> SELECTOR = RoleInputs.ofRole(3, EvaluationInputs.SITE);

    @Test
    void holdsTheFortyFourInputsInTheContractsOrder() {
        Evaluations market = new Evaluations();
        for (int i = 0; i < 20; i++) {
            market.scores[i] = 100 + i;
        }
        Observed observed = market.observed();

        EvaluationView view = new EvaluationView();
        view.show(observed);
        double[] inputs = SELECTOR.of(view);

        // feature number n stands at index n - 1, and the test market's feature i has value i
        assertThat(inputs)
                .containsExactly(
                        3, 4, 5, 6, 66, // returns of 60 s to 1 h, then 4 h
                        21, 22, 23, 27, 29, // volume
                        0, 0.55, // regime, volatility
                        101, 102, 103, 104, 105, 106, 107, 108, 109, 110, // scores without the first
                        111, 112, 113, 114, 115, 116, 117, 118, 119, 35, 37, 38, 41, 42, 44, 31, 32, 25, 30, 59, 9, 34);
    }

    @Test
    void namesEveryInput() {
        assertThat(SELECTOR.ids()).hasSize(44).doesNotHaveDuplicates();
        assertThat(SELECTOR.ids().get(0)).isEqualTo("ret_60s");
        assertThat(SELECTOR.ids().get(12)).isEqualTo("score_lvn_breakout");
        assertThat(SELECTOR.ids().get(43)).isEqualTo("liq_net");
    }

    @Test
    void codesTheRegimeGroup() {
        assertThat(EvaluationInputs.regimeCode(RegimeGroup.TRENDING)).isZero();
        assertThat(EvaluationInputs.regimeCode(RegimeGroup.RANGING)).isEqualTo(0.5);
        assertThat(EvaluationInputs.regimeCode(RegimeGroup.VOLATILE)).isEqualTo(1);
    }
}
