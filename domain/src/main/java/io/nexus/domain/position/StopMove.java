package io.nexus.domain.position;

/** A protective stop was set or moved; the audit trail of every stop.
 *
 * @param sequence of this position's stop, from 1
 * @param fromTicks stop before; 0 on the first
 * @param toTicks stop from now on
 * @param bidTicks and ask: the touch that moved it; 0 if none was known
 * @param feedTimeMs when it moved */
public record StopMove(
        String account,
        String instrument,
        String positionId,
        int sequence,
        StopCause cause,
        long fromTicks,
        long toTicks,
        long bidTicks,
        long askTicks,
        long feedTimeMs) {}
