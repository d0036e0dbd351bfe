package io.nexus.connectors.wire;

/** What the gateway clock is that tells late messages from fresh ones. */
public enum ClockMode {
    /** The wall clock, against each message's send time. */
    LIVE,
    /** Feed time of the partition's newest valid heartbeat, against each message's feed time. */
    REPLAY
}
