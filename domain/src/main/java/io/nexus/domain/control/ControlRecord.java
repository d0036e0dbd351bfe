package io.nexus.domain.control;

import io.nexus.domain.skip.DeadLetter;
import org.jspecify.annotations.Nullable;

/** One record of the control topic as it was read: a message, or why it is none.
 *
 * @param message null if it was refused
 * @param refusal null if it was not refused
 * @param offset in the topic's single partition
 * @param sentAtWallMs wall clock of its signature; 0 if the signature is missing or wrong */
public record ControlRecord(
        @Nullable ControlMessage message, @Nullable DeadLetter refusal, long offset, long sentAtWallMs) {

    /** A message with a valid signature. */
    public static ControlRecord authentic(ControlMessage message, long offset, long sentAtWallMs) {
        return new ControlRecord(message, null, offset, sentAtWallMs);
    }

    /** What can't be believed or can't be read.
     *
     * @param sentAtWallMs 0 unless the signature is valid */
    public static ControlRecord refused(DeadLetter refusal, long offset, long sentAtWallMs) {
        return new ControlRecord(null, refusal, offset, sentAtWallMs);
    }

    /** Whether somebody who has a key wrote it. */
    public boolean isAuthentic() {
        return sentAtWallMs > 0;
    }
}
