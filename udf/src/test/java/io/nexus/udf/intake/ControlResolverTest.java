package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ReferenceCalibration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ControlResolverTest {
    private final ControlResolver resolver =
            new ControlResolver("run-1", Events.ACCOUNT, ReferenceCalibration.initial());

    @Test
    void reducesUntilItsOwnStartMessageIsRead() {
        var view = resolver.resolve(List.of(Events.start("run-0", 9), Events.trading("", TradingState.ACTIVE, 10)));

        assertThat(view.tradingState()).isEqualTo(TradingState.REDUCING);
    }

    @Test
    void ignoresATradingStateOlderThanItsStart() {
        var view = resolver.resolve(List.of(Events.start("run-1", 9), Events.trading("", TradingState.ACTIVE, 8)));

        assertThat(view.tradingState()).isEqualTo(TradingState.REDUCING);
    }

    @Test
    void takesTheNewerOfTheAccountsOwnAndTheCommonState() {
        var view = resolver.resolve(List.of(
                Events.start("run-1", 1),
                Events.trading(Events.ACCOUNT, TradingState.HALTED, 3),
                Events.trading("", TradingState.ACTIVE, 2),
                Events.trading("SIM|USDM|other", TradingState.FROZEN, 4)));

        assertThat(view.tradingState()).isEqualTo(TradingState.HALTED);
        assertThat(view.version()).isEqualTo(4);
    }
}
