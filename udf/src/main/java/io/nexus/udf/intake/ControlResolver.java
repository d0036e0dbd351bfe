package io.nexus.udf.intake;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.udf.edge.ControlView;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

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
        ControlMessage start = null;
        ControlMessage trading = null;
        long version = 0;
        for (ControlMessage message : newest) {
            version = Math.max(version, message.version());
            if (message.calibration() != null) {
                calibration = message.calibration();
            } else if (message.weights() != null) {
                weights = message.weights();
            } else if (message.governance() != null) {
                governance = message.governance();
            } else if (message.account() != null) {
                snapshot = message.account().account().equals(account) ? message.account() : snapshot;
            } else if (message.tradingState() != null) {
                trading = isOurs(message) && isNewer(message, trading) ? message : trading;
            } else if (message.kind() == ControlKind.START && message.runId().equals(runId)) {
                start = message;
            }
        }
        return new ControlView(tradingState(start, trading), weights, calibration, governance, snapshot, version);
    }

    private static TradingState tradingState(@Nullable ControlMessage start, @Nullable ControlMessage trading) {
        if (start == null || trading == null || trading.tradingState() == null || !isNewer(trading, start)) {
            return TradingState.REDUCING;
        }
        return trading.tradingState().state();
    }

    private boolean isOurs(ControlMessage message) {
        String named =
                message.tradingState() == null ? "" : message.tradingState().account();
        return named.isEmpty() || named.equals(account);
    }

    private static boolean isNewer(ControlMessage message, @Nullable ControlMessage than) {
        return than == null || message.version() > than.version();
    }
}
