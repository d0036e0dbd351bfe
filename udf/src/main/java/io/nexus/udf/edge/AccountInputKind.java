package io.nexus.udf.edge;

/** What an account input brings; the payload of the same name is set. */
public enum AccountInputKind {
    CANDIDATE,
    CLOSE,
    MARK,
    ORDER,
    HOURLY_CLOSE,
    /** A heartbeat of partition 0: the account's clock. */
    TICK
}
