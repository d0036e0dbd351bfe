package io.nexus.udf.position;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How a close is priced and repeated: limit, reprice, market. A close that the venue refuses (which says nothing about its price)
 * is repeated as it is, after a wait, and from the third refusal on with the other kind of order in turn.
 *
 * @param limitSlippageBps worst price of the first attempt behind the touch, 0 to 1,000 bp
 * @param repriceSlippageBps of the second, 0 to 1,000 bp; later attempts go to the market
 * @param repeatMs feed time after which a request that no order event answered is made again under the same id, 1 to 3,600,000
 * @param retryMs wait before the fourth attempt, doubling with every further one, 1 to 3,600,000
 * @param maxRetryMs longest wait between attempts, {@code retryMs} to 86,400,000 */
public record ClosingConfig(
        double limitSlippageBps, double repriceSlippageBps, long repeatMs, long retryMs, long maxRetryMs)
        implements Serializable {
    /** Attempts at a bound before the market is taken. */
    static final int BOUNDED_ATTEMPTS = 2;
    /** Refusals in a row from which limit and market orders take turns. */
    static final int ALTERNATE_FROM = 3;

    public ClosingConfig {
        Check.inRange("limitSlippageBps", limitSlippageBps, 0, 1_000);
        Check.inRange("repriceSlippageBps", repriceSlippageBps, 0, 1_000);
        Check.inRange("repeatMs", repeatMs, 1, 3_600_000);
        Check.inRange("retryMs", retryMs, 1, 3_600_000);
        Check.inRange("maxRetryMs", maxRetryMs, 1, 86_400_000);
        if (maxRetryMs < retryMs) {
            throw new IllegalArgumentException(
                    "maxRetryMs must be at least retryMs " + retryMs + ", was " + maxRetryMs);
        }
    }

    public static ClosingConfig defaults() {
        return new ClosingConfig(20, 50, 5_000, 1_000, 30_000);
    }

    /** Wait after refusals in a row: what the venue refused says nothing about the price, and would be refused again at once. */
    long refusedWaitMs(int refusals) {
        return refusals == 0 ? 0 : waitMs(BOUNDED_ATTEMPTS + refusals);
    }

    /** Bound of an attempt, counted from 0. */
    double slippageBps(int attempt) {
        return attempt == 0 ? limitSlippageBps : repriceSlippageBps;
    }

    /** Wait before an attempt, counted from 0; none before the first market order. */
    long waitMs(int attempt) {
        int doublings = attempt - BOUNDED_ATTEMPTS - 1;
        if (doublings < 0) {
            return 0;
        }
        return doublings >= 30 ? maxRetryMs : Math.min(maxRetryMs, retryMs << doublings);
    }
}
