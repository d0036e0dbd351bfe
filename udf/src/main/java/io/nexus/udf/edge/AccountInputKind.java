package io.nexus.udf.edge;

/** What an account input brings; the payload of the same name is set. */
public enum AccountInputKind {
    CANDIDATE,
    CLOSE,
    MARK,
    ORDER,
    HOURLY_CLOSE,
    /** The newest heartbeat of any partition: the account's clock. */
    TICK,
    /** The feed is silent: the account only reduces. */
    FEED_SILENT,
    /** The feed is heard again. */
    FEED_HEARD
}
