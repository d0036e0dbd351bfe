package io.nexus.domain.skip;

/** A cumulative count of one instrument that survives restarts; the newest one of a key counts.
 *
 * @param name {@code evaluations}, {@code accepted}, a {@link SkipCode#code()}, {@code book.gaps}, ...; empty = a restart
 * @param total since the data directory was created */
public record FunnelCount(String instrument, String name, long total, long feedTimeMs) {
    /** Tells readers to forget the instrument's totals: an attempt of the job tells all of its own next. */
    public static FunnelCount restart(String instrument, long feedTimeMs) {
        return new FunnelCount(instrument, "", 0, feedTimeMs);
    }

    public boolean isRestart() {
        return name.isEmpty();
    }
}
