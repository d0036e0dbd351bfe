package io.nexus.testbed.simulation;

import io.nexus.domain.market.Side;

/** Truth about one planted drift, known to the simulator only.
 *
 * @param instrument {@code venue|market|symbol}
 * @param startMs feed time at which the drift starts, after the absorption
 * @param endMs feed time at which it ends
 * @param side BUY if the price drifts up
 * @param moveBps planned move without noise, positive */
public record EpisodeLabel(String instrument, long startMs, long endMs, Side side, double moveBps) {}
