package io.nexus.domain.order;

import io.nexus.domain.skip.DeadLetter;
import org.jspecify.annotations.Nullable;

/** One record of the order topic as it was read: an event, or why it is none.
 *
 * @param event null if it was refused
 * @param refusal null if it was not refused */
public record OrderRecord(@Nullable OrderEvent event, @Nullable DeadLetter refusal) {

    /** An event with a valid signature. */
    public static OrderRecord authentic(OrderEvent event) {
        return new OrderRecord(event, null);
    }

    /** What can't be believed or can't be read. */
    public static OrderRecord refused(DeadLetter refusal) {
        return new OrderRecord(null, refusal);
    }
}
