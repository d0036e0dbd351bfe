package io.nexus.domain.skip;

/** A cumulative count of one instrument that survives restarts; the newest one of a key counts.
 *
 * @param name {@code evaluations}, {@code accepted}, a {@link SkipCode#code()}, {@code book.gaps}, ...
 * @param total since the data directory was created */
public record FunnelCount(String instrument, String name, long total, long feedTimeMs) {}
