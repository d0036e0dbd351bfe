package io.nexus.domain.skip;

import java.util.EnumMap;
import java.util.Map;

/** Counts refused records by reason and picks those that get a line in the log: the first of each reason, the tenth, the hundredth and so
 * on, so that a flood of forged records fills no disk and hides nothing else. Not thread-safe. */
public final class RefusalTally {
    private static final long STEP = 10;

    private final Map<RejectReason, Long> countByReason = new EnumMap<>(RejectReason.class);
    private final Map<RejectReason, Long> nextByReason = new EnumMap<>(RejectReason.class);

    /** Counts one more.
     *
     * @return how many there are of its reason by now if this one gets a line, else 0 */
    public long add(DeadLetter refused) {
        long count = countByReason.merge(refused.reason(), 1L, Long::sum);
        if (count < nextByReason.getOrDefault(refused.reason(), 1L)) {
            return 0;
        }
        nextByReason.put(refused.reason(), count * STEP);
        return count;
    }
}
