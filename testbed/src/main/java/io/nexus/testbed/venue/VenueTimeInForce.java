package io.nexus.testbed.venue;

/** How long an order may rest, in the venue's words. */
public enum VenueTimeInForce {
    GTC,
    IOC,
    /** All of it at once, or none. */
    FOK
}
