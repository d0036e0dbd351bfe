package io.nexus.udf.edge;

import io.nexus.domain.control.ControlMessage;
import org.jspecify.annotations.Nullable;

/** What every subtask of the symbol chain gets: a control message, or the feed's clock.
 *
 * @param control null on a tick of the clock
 * @param clockMs feed time of the newest heartbeat of any partition, on a tick of the clock; else 0 */
public record BroadcastInput(@Nullable ControlMessage control, long clockMs) {
    public static BroadcastInput of(ControlMessage control) {
        return new BroadcastInput(control, 0);
    }

    public static BroadcastInput clock(long clockMs) {
        return new BroadcastInput(null, clockMs);
    }
}
