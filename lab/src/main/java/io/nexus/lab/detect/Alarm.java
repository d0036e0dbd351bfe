package io.nexus.lab.detect;

import io.nexus.domain.market.Side;

/** A strategy's word for a side after a silence of at least its half-life on that side. */
record Alarm(String instrument, Side side, long timeMs) {
    /** The same of another instrument. */
    Alarm of(String other) {
        return new Alarm(other, side, timeMs);
    }
}
