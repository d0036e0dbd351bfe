package io.nexus.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.signal.StrategyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void isNotWholeWithoutThePayloadOfItsKindOrWithAnother() {
        refuses(message(ControlKind.TRADING_STATE, null, null), "number of payloads of TRADING_STATE");
        refuses(message(ControlKind.TRADING_STATE, null, Governance.identity()), "tradingState is missing");
        refuses(message(ControlKind.START, halted("a").tradingState(), null), "number of payloads of START");
        refuses(ControlMessage.start("", 1), "runId must not be blank");
        assertThat(halted("a").checked()).isEqualTo(halted("a"));
    }

    /** A control message of governance may tighten, never loosen. */
    @ParameterizedTest
    @CsvSource({
        "0, 50, riskScalers",
        "0, NaN, riskScalers",
        "0, 0.1, riskScalers",
        "-0.2, 1, thresholdAdjustments",
        "Infinity, 1, thresholdAdjustments"
    })
    void governanceStaysInItsRanges(double adjustment, double scaler, String field) {
        double[] adjustments = new double[5];
        adjustments[2] = adjustment;
        Governance governance = new Governance(
                Governance.identity().modelWeights(), adjustments, new double[] {1, scaler, 1}, new boolean[15], 0);

        refuses(ControlMessage.of(governance, 1), field);
    }

    @Test
    void arraysThatAreTooShortAreFilledWithWhatChangesNothing() {
        Governance governance = new Governance(new double[0], new double[] {0.01}, null, null, 0);
        StrategyWeights weights = new StrategyWeights(new double[] {0.9}, 1, 1);
        Calibration calibration = new Calibration(null, null, null, null, null, 0);

        assertThat(governance.modelWeights()).containsOnly(1).hasSize(15);
        assertThat(governance.thresholdAdjustments()).containsExactly(0.01, 0, 0, 0, 0);
        assertThat(governance.riskScalers()).containsExactly(1, 1, 1);
        assertThat(weights.weights()).hasSize(20).startsWith(0.9, 0.5);
        assertThat(calibration.rank(StrategyId.VWAP_REVERSION, 1e9))
                .as("no fire is strong")
                .isZero();
        refuses(ControlMessage.of(calibration, 1), "calibration.episodes is missing");
        refuses(ControlMessage.of(governance, 1), "governance.modelWeights must have 15 values, has 0");
        refuses(ControlMessage.of(weights, 1), "weights must have 20 values, has 1");
    }

    @Test
    void anArrayThatIsTooLongIsRefused() {
        refuses(ControlMessage.of(new StrategyWeights(new double[21], 0, 0), 1), "weights must have 20 values, has 21");
    }

    private static void refuses(ControlMessage message, String text) {
        assertThatThrownBy(message::checked)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    private static ControlMessage message(ControlKind kind, TradingStateChange change, Governance governance) {
        return new ControlMessage(kind, "", 0, 0, change, null, null, governance, null, "");
    }

    private static ControlMessage halted(String account) {
        return ControlMessage.of(new TradingStateChange(account, TradingState.HALTED, "by hand"), 1);
    }
}
