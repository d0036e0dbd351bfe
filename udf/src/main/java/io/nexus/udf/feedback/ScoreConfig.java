package io.nexus.udf.feedback;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** What makes a strategy's score; the three shares add up to 1.
 *
 * @param accuracyShare share of the calls that were right, 0 to 1
 * @param sharpeShare share of the Sharpe ratio against the other strategies', 0 to 1
 * @param averagePnlShare share of the mean P&L of a call against the other strategies', 0 to 1 */
public record ScoreConfig(double accuracyShare, double sharpeShare, double averagePnlShare) implements Serializable {
    private static final double ROUNDING = 1e-9;

    public ScoreConfig {
        Check.inRange("accuracyShare", accuracyShare, 0, 1);
        Check.inRange("sharpeShare", sharpeShare, 0, 1);
        Check.inRange("averagePnlShare", averagePnlShare, 0, 1);
        double sum = accuracyShare + sharpeShare + averagePnlShare;
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("the three shares must add up to 1, were " + sum);
        }
    }

    public static ScoreConfig defaults() {
        return new ScoreConfig(0.5, 0.3, 0.2);
    }
}
