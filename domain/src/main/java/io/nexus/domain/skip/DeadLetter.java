package io.nexus.domain.skip;

import org.jspecify.annotations.Nullable;

/** A refused message, readable by people. Never holds key material.
 *
 * @param instrument as far as it could be read, else empty
 * @param detail the offending value and what was expected
 * @param payload the message's text, cut at 2,000 characters
 * @param partition and offset: where it is in the topic */
public record DeadLetter(
        RejectReason reason,
        String instrument,
        long feedTimeMs,
        String detail,
        @Nullable String payload,
        int partition,
        long offset) {}
