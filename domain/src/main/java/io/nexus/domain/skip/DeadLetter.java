package io.nexus.domain.skip;

import org.jspecify.annotations.Nullable;

/** A refused message, readable by people. Never holds key material.
 *
 * @param instrument as far as it could be read, else empty
 * @param detail the offending value and what was expected
 * @param payload the message's text, cut at 2,000 characters
 * @param partition and offset: where it is in the topic
 * @param isGenerated whether the gateway made the message itself: such ones are not counted as received, nor as rejected */
public record DeadLetter(
        RejectReason reason,
        String instrument,
        long feedTimeMs,
        String detail,
        @Nullable String payload,
        int partition,
        long offset,
        boolean isGenerated) {
    /** A refused message of the feed's source. */
    public DeadLetter(
            RejectReason reason,
            String instrument,
            long feedTimeMs,
            String detail,
            @Nullable String payload,
            int partition,
            long offset) {
        this(reason, instrument, feedTimeMs, detail, payload, partition, offset, false);
    }
}
