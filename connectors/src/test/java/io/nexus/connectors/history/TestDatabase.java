package io.nexus.connectors.history;

import java.io.IOException;
import java.sql.SQLException;

/** A real database server that tests stop, start again and lock. */
interface TestDatabase {
    /** Which server. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    /** A database without tables, with batches of 50 and statements of at most 1 s. */
    HistoryConfig fresh() throws SQLException;

    int port();

    void stop() throws IOException;

    void restart() throws IOException;

    /** Statement of a transaction that keeps others from writing the order {@code e0}. */
    String lockOrders();
}
