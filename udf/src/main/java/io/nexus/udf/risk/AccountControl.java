package io.nexus.udf.risk;

import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.account.TradingStatus;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.TradingStateRule;

/** What control says to one account, newest message of each kind.
 *
 * @param trading REDUCING until this run's start message and a newer trading state were read
 * @param tradingVersion of the newest trading state; 0 without one
 * @param tradingMessageId id of the same message; empty without one
 * @param governanceVersion of the message it came from; 0 for the identity */
record AccountControl(
        TradingStatus trading,
        long tradingVersion,
        String tradingMessageId,
        Governance governance,
        long governanceVersion,
        Calibration calibration) {

    /** What the account may do as far as control is concerned. */
    TradingState tradingState() {
        return trading.state();
    }

    /** The same, with entries stopped for a cause of this execution attempt. */
    AccountControl reducedBy(TradingCause cause, String detail) {
        return new AccountControl(
                trading.reducedBy(cause, detail),
                tradingVersion,
                tradingMessageId,
                governance,
                governanceVersion,
                calibration);
    }

    static AccountControl of(
            Iterable<ControlMessage> newest, String runId, String account, Calibration initialCalibration) {
        TradingStateRule trading = new TradingStateRule(runId, account);
        ControlMessage governance = null;
        Calibration calibration = initialCalibration;
        for (ControlMessage message : newest) {
            trading.read(message);
            if (message.governance() != null) {
                governance = message;
            } else if (message.calibration() != null) {
                calibration = message.calibration();
            }
        }
        return new AccountControl(
                trading.status(),
                trading.version(),
                trading.messageId(),
                governance == null || governance.governance() == null ? Governance.identity() : governance.governance(),
                governance == null ? 0 : governance.version(),
                calibration);
    }
}
