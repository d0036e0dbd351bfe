package io.nexus.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.account.TradingState;
import org.junit.jupiter.api.Test;

final class ControlMessageTest {
    @Test
    void theNewestStartTakesThePlaceOfAnyOtherRuns() {
        assertThat(ControlMessage.start("a", 1).key())
                .isEqualTo(ControlMessage.start("b", 2).key());
    }

    @Test
    void theTradingStateOfAnotherAccountTakesNoOnesPlace() {
        assertThat(halted("a").key())
                .isEqualTo(halted("a").withVersion(7).key())
                .isNotEqualTo(halted("b").key());
    }

    @Test
    void isNothingWithoutThePayloadOfItsKind() {
        assertThatThrownBy(() -> new ControlMessage(ControlKind.TRADING_STATE, "", 0, 0, null, null, null, null, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("tradingState");
    }

    private static ControlMessage halted(String account) {
        return ControlMessage.of(new TradingStateChange(account, TradingState.HALTED, "by hand"), 1);
    }
}
