package io.nexus.domain.order;

import io.nexus.domain.check.Check;

/** A stop that was set or moved, told on the order topic: an attempt of the job that was restored from before that move
 * learns of it there, so that no restart loosens a stop.
 *
 * @param positionId of the position; its entry's order id
 * @param sequence of the position's stop, from 1
 * @param stopTicks from then on
 * @param isInitial whether it is the first stop, or the first one replaced by a tighter one
 * @param isWidened whether this is the one move away from the market */
public record StopNotice(String positionId, int sequence, long stopTicks, boolean isInitial, boolean isWidened) {
    /** This notice if everything is within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    StopNotice checked() {
        Check.notBlank("stop.positionId", Check.text("stop.positionId", positionId, Check.NAME));
        Check.inRange("stop.sequence", sequence, 0, Integer.MAX_VALUE);
        Check.inRange("stop.stopTicks", stopTicks, 0, Check.TICKS);
        return this;
    }
}
