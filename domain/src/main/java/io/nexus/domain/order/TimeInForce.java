package io.nexus.domain.order;

/** How long an order may rest. */
public enum TimeInForce {
    /** Until canceled. */
    GTC,
    /** What can't be filled at once is canceled. */
    IOC
}
