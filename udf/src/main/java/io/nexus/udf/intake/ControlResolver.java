package io.nexus.udf.intake;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.control.TradingStateRule;
import io.nexus.udf.edge.ControlView;
import java.io.Serializable;

/** Turns the newest control messages into one view. A job trades nothing until it has read its own start message: before,
 * the trading state is REDUCING whatever older messages say.
 *
 * @param runId of the start message that counts
 * @param account whose trading state and snapshot count
 * @param initialCalibration until the feedback has sent one */
public record ControlResolver(String runId, String account, Calibration initialCalibration) implements Serializable {

    /** View of what is known. */
    public ControlView resolve(Iterable<ControlMessage> newest) {
        Calibration calibration = initialCalibration;
        StrategyWeights weights = StrategyWeights.neutral();
        Governance governance = Governance.identity();
        AccountSnapshot snapshot = null;
        TradingStateRule trading = new TradingStateRule(runId, account);
        long version = 0;
        for (ControlMessage message : newest) {
            version = Math.max(version, message.version());
            trading.read(message);
            if (message.calibration() != null) {
                calibration = message.calibration();
            } else if (message.weights() != null) {
                weights = message.weights();
            } else if (message.governance() != null) {
                governance = message.governance();
            } else if (message.account() != null) {
                snapshot = message.account().account().equals(account) ? message.account() : snapshot;
            }
        }
        return new ControlView(trading.state(), weights, calibration, governance, snapshot, version);
    }
}
