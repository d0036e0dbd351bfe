package io.nexus.domain.market;

/** Best bid and ask with the quantities displayed there.
 *
 * @param updateId the book's update id at which this was the touch */
public record Quote(long updateId, long bidTicks, long bidLots, long askTicks, long askLots) {}
