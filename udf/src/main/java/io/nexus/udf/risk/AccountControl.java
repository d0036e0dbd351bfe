package io.nexus.udf.risk;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.Governance;
import org.jspecify.annotations.Nullable;

/** What control says to one account, newest message of each kind.
 *
 * @param tradingState REDUCING until this run's start message and a newer trading state were read
 * @param tradingVersion of the message it came from; 0 without one
 * @param governanceVersion of the message it came from; 0 for the identity */
record AccountControl(
        TradingState tradingState,
        long tradingVersion,
        Governance governance,
        long governanceVersion,
        Calibration calibration) {

    static AccountControl of(
            Iterable<ControlMessage> newest, String runId, String account, Calibration initialCalibration) {
        ControlMessage start = null;
        ControlMessage trading = null;
        ControlMessage governance = null;
        Calibration calibration = initialCalibration;
        for (ControlMessage message : newest) {
            if (message.tradingState() != null) {
                String named = message.tradingState().account();
                boolean isOurs = named.isEmpty() || named.equals(account);
                trading = isOurs && isNewer(message, trading) ? message : trading;
            } else if (message.governance() != null) {
                governance = message;
            } else if (message.calibration() != null) {
                calibration = message.calibration();
            } else if (message.kind() == ControlKind.START && message.runId().equals(runId)) {
                start = message;
            }
        }
        return new AccountControl(
                state(start, trading),
                trading == null ? 0 : trading.version(),
                governance == null || governance.governance() == null ? Governance.identity() : governance.governance(),
                governance == null ? 0 : governance.version(),
                calibration);
    }

    private static TradingState state(@Nullable ControlMessage start, @Nullable ControlMessage trading) {
        if (start == null || trading == null || trading.tradingState() == null || !isNewer(trading, start)) {
            return TradingState.REDUCING;
        }
        return trading.tradingState().state();
    }

    private static boolean isNewer(ControlMessage message, @Nullable ControlMessage than) {
        return than == null || message.version() > than.version();
    }
}
