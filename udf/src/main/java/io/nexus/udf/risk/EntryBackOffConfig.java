package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How long Layer 6 waits after the venue refused entries.
 *
 * @param firstWaitMs of an instrument after a refusal, milliseconds of feed time, 1 to 86,400,000
 * @param factor by which each further refusal for the same reason lengthens the wait, 1 to 10
 * @param maxWaitMs longest wait, {@code firstWaitMs} to 86,400,000
 * @param reduceInstruments instruments refused twice or more in a row for one reason at which the account only reduces, 2 to
 *     10,000 */
public record EntryBackOffConfig(long firstWaitMs, double factor, long maxWaitMs, int reduceInstruments)
        implements Serializable {
    public EntryBackOffConfig {
        Check.inRange("firstWaitMs", firstWaitMs, 1, 86_400_000);
        Check.inRange("factor", factor, 1, 10);
        Check.inRange("maxWaitMs", maxWaitMs, 1, 86_400_000);
        if (maxWaitMs < firstWaitMs) {
            throw new IllegalArgumentException(
                    "maxWaitMs must be at least firstWaitMs " + firstWaitMs + ", was " + maxWaitMs);
        }
        Check.inRange("reduceInstruments", (long) reduceInstruments, 2, 10_000);
    }

    public static EntryBackOffConfig defaults() {
        return new EntryBackOffConfig(5_000, 2, 600_000, 3);
    }

    /** Wait after a refusal.
     *
     * @param refusals in a row, from 1 */
    long waitMs(int refusals) {
        return (long) Math.min((double) maxWaitMs, firstWaitMs * Math.pow(factor, refusals - 1));
    }
}
