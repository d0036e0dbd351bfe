package io.nexus.udf.position;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How positions are managed.
 *
 * @param stops how stops move
 * @param exits when a position is closed
 * @param closing how it is closed
 * @param markIntervalMs least feed time between two marks of a position, 1 to 5,000 ms
 * @param rememberedPositions how many finished positions of an instrument are remembered by id, 1 to 100,000 */
public record PositionConfig(
        StopConfig stops, ExitConfig exits, ClosingConfig closing, long markIntervalMs, long rememberedPositions)
        implements Serializable {

    public PositionConfig {
        Check.inRange("markIntervalMs", (double) markIntervalMs, 1, 5_000);
        Check.inRange("rememberedPositions", rememberedPositions, 1, 100_000);
    }

    /** Longest step of the watermark, in ms, that is silence in full; what is longer was an outage of the whole feed. */
    long longestJumpMs() {
        return Math.max(2 * markIntervalMs, exits.silenceMs() / 12);
    }

    public static PositionConfig defaults() {
        return new PositionConfig(StopConfig.defaults(), ExitConfig.defaults(), ClosingConfig.defaults(), 1_000, 64);
    }
}
