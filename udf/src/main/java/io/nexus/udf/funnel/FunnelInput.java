package io.nexus.udf.funnel;

import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipRecord;
import org.jspecify.annotations.Nullable;

/** Something to count.
 *
 * @param name of the count: a skip's code, or {@link #ENTRIES}, ...
 * @param amount how much it adds, positive; or the total itself
 * @param isTotal whether another layer counts and the amount is its total
 * @param skip the skip itself, null if it is none */
public record FunnelInput(
        String instrument, String name, long amount, boolean isTotal, long feedTimeMs, @Nullable SkipRecord skip) {
    /** Evaluations that ended in an entry order. */
    public static final String ENTRIES = "entries";

    public static FunnelInput of(SkipRecord skip) {
        return new FunnelInput(skip.instrument(), skip.code().code(), 1, false, skip.feedTimeMs(), skip);
    }

    /** A total that another layer keeps. */
    public static FunnelInput of(FunnelCount count) {
        return new FunnelInput(count.instrument(), count.name(), count.total(), true, count.feedTimeMs(), null);
    }

    /** An evaluation that ended in an entry order. */
    public static FunnelInput entry(String instrument, long feedTimeMs) {
        return count(instrument, ENTRIES, 1, feedTimeMs);
    }

    public static FunnelInput count(String instrument, String name, long increment, long feedTimeMs) {
        return new FunnelInput(instrument, name, increment, false, feedTimeMs, null);
    }
}
