package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;

/** The truth about one planted pattern.
 *
 * @param strategy whose pattern it is
 * @param instrument {@code venue|market|symbol}
 * @param side the signal that is right
 * @param startMs feed time of its first message
 * @param endMs feed time by which it is complete
 * @param amplitude its size over the size that just triggers, 0.5 to 3 */
public record PlantLabel(
        StrategyId strategy, String instrument, Side side, long startMs, long endMs, double amplitude) {
    /** The same of another instrument. */
    public PlantLabel of(String other) {
        return new PlantLabel(strategy, other, side, startMs, endMs, amplitude);
    }
}
