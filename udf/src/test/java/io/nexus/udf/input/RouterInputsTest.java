package io.nexus.udf.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.models.role.ModelRoles;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Evaluations;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouterInputsTest {
    private static final RoleInputs<RoutingView> ROUTER = RoleInputs.ofRole(5, RoutingInputs.SITE);

    private final Evaluations market = new Evaluations();

    private double[] inputs() {
        double[] weights = new double[StrategyId.COUNT];
        Arrays.setAll(weights, i -> i / 100.0);
        weights[1] = 0.5;
        weights[2] = 0.25;
        Weighted weighted = new Weighted(market.with(), weights, 0.1, new double[] {1, 0, 0}, 1, "");
        List<Contribution> parts = List.of(
                new Contribution(StrategyId.LVN_BREAKOUT, 1, 0.8, 0.9, 0.5),
                new Contribution(StrategyId.ABSORPTION_BREAKOUT, -1, 0.7, 0.9, 0.25));
        RoutingView view = new RoutingView();
        view.show(new Aggregated(weighted, 0.4, 0.75, 0.7, Side.BUY, parts));
        return ROUTER.of(view);
    }

    @Test
    void hasTheWidthOfTheContract() {
        assertThat(inputs()).hasSize(126);
        assertThat(ModelRoles.role(5).inputWidth()).isEqualTo(126);
    }

    @Test
    void startsWithTheAggregateAndItsEntropy() {
        double[] inputs = inputs();

        double large = 0.5 * 0.8 / (0.5 * 0.8 + 0.25 * 0.7);
        double entropy = -large * Math.log(large) - (1 - large) * Math.log(1 - large);
        assertThat(Arrays.copyOf(inputs, 8))
                .containsExactly(new double[] {0.4, 0.75, 2, 1, 1, 0.8, entropy, 0.7}, within(1e-12));
    }

    @Test
    void goesOnWithRegimesVolatilityAndThreeTimesTwentyStrategies() {
        market.scores[19] = 0.11;
        double[] inputs = inputs();

        assertThat(Arrays.copyOfRange(inputs, 8, 20)).containsExactly(0.7, 0, 0, 0.2, 0, 0, 0.1, 0, 0, 0, 0, 0);
        assertThat(Arrays.copyOfRange(inputs, 20, 28)).containsExactly(55, 56, 57, 58, 59, 61, 63, 0.55);
        assertThat(Arrays.copyOfRange(inputs, 28, 32)).containsExactly(0, 0.5, 0.25, 0.03);
        assertThat(Arrays.copyOfRange(inputs, 48, 52)).containsExactly(0, 0.8, -0.7, 0);
        assertThat(Arrays.copyOfRange(inputs, 68, 70)).containsExactly(0.6, 0.6);
        assertThat(inputs[87]).isEqualTo(0.11);
    }

    @Test
    void endsWithPortfolioTrustAndMicrostructure() {
        long lastTrade = Evaluations.AT_MS + 7 - 21_600_000;
        market.account = new AccountSnapshot(
                "SIM|USDM|main",
                Evaluations.AT_MS,
                BigDecimal.TEN,
                BigDecimal.TEN,
                0.31,
                0.02,
                0.01,
                -0.03,
                0.15,
                4,
                TradingState.ACTIVE,
                1,
                lastTrade,
                -12,
                "id",
                TradingCause.CONTROL,
                "",
                0);
        double[] inputs = inputs();

        assertThat(Arrays.copyOfRange(inputs, 88, 98))
                .containsExactly(0.31, 4, 0.02, 0.01, -0.03, 0.15, 0, 0.25, -12, 0);
        assertThat(Arrays.copyOfRange(inputs, 98, 113)).containsOnly(1);
        assertThat(Arrays.copyOfRange(inputs, 113, 126))
                .containsExactly(35, 37, 38, 41, 42, 44, 31, 32, 25, 30, 59, 9, 34);
    }

    @Test
    void anUnpublishedAccountIsFlatAndLongSilent() {
        assertThat(Arrays.copyOfRange(inputs(), 88, 98)).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
    }
}
