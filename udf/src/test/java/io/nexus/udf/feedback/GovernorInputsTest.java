package io.nexus.udf.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.input.RoleInputIds;
import io.nexus.udf.input.RoleInputs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GovernorInputsTest {
    private static final RoleInputs<GovernorView> GOVERNOR = RoleInputs.ofRole(7, GovernorInputs.SITE);

    private final GovernorView view = new GovernorView();

    private static StrategyStatistics statistics(
            int column, double episodes, double net, double wins, long calls, double accuracy, long trades) {
        return new StrategyStatistics(
                column,
                0,
                new double[] {episodes},
                new double[] {net},
                new double[1],
                new double[] {wins},
                new double[0],
                0,
                calls,
                accuracy,
                trades,
                0.5,
                1);
    }

    @Test
    void eachModelIsMeasuredByWhatItsStrategiesCameTo() {
        view.show(List.of(statistics(0, 10, 4, 6, 30, 0.5, 10), statistics(1, 30, -2, 12, 10, 0.9, 0)));

        double[] inputs = GOVERNOR.of(view);

        assertThat(inputs).hasSize(75);
        for (int model = 0; model < 15; model++) {
            assertThat(Arrays.copyOfRange(inputs, 5 * model, 5 * model + 5))
                    .containsExactly(new double[] {0.6, 0.5, 0, 0.45, -0.5}, within(1e-12));
        }
        assertThat(RoleInputIds.of(7).subList(0, 5))
                .containsExactly(
                        "quantum_volatility_accuracy_30d",
                        "quantum_volatility_sharpe",
                        "quantum_volatility_drawdown",
                        "quantum_volatility_win_rate",
                        "quantum_volatility_recent_pnl");
    }

    @Test
    void beforeTheFirstOutcomeTheMissingValuesStand() {
        view.show(List.of());

        assertThat(Arrays.copyOf(GOVERNOR.of(view), 5)).containsExactly(0.5, 0, 0, 0.5, 0);
    }
}
