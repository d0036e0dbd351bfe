package io.nexus.domain.order;

/** One short request to the exchange. */
public enum StepKind {
    PLACE,
    QUERY,
    CANCEL,
    /** Wallet, positions and funding payments. */
    ACCOUNT,
    /** All orders since a time, with their executions. */
    RECONCILE
}
