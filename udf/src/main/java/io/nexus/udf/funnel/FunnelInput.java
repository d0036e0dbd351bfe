package io.nexus.udf.funnel;

import io.nexus.domain.skip.SkipRecord;
import org.jspecify.annotations.Nullable;

/** Something to count.
 *
 * @param name of the count: a skip's code, or {@link #ENTRIES}, ...
 * @param increment how much it adds, positive
 * @param skip the skip itself, null if it is none */
public record FunnelInput(String instrument, String name, long increment, long feedTimeMs, @Nullable SkipRecord skip) {
    /** Evaluations that ended in an entry order. */
    public static final String ENTRIES = "entries";

    public static FunnelInput of(SkipRecord skip) {
        return new FunnelInput(skip.instrument(), skip.code().code(), 1, skip.feedTimeMs(), skip);
    }

    /** An evaluation that ended in an entry order. */
    public static FunnelInput entry(String instrument, long feedTimeMs) {
        return new FunnelInput(instrument, ENTRIES, 1, feedTimeMs, null);
    }

    public static FunnelInput count(String instrument, String name, long increment, long feedTimeMs) {
        return new FunnelInput(instrument, name, increment, feedTimeMs, null);
    }
}
