package io.nexus.cli.process;

import io.nexus.cli.report.StoredCounts;
import io.nexus.cli.report.StoredStatus;
import io.nexus.connectors.history.TradeHistory;
import java.io.IOException;
import java.sql.SQLException;

/** A run that commands read and control: one in a data directory, or one behind a connections file. */
public interface RunSource extends AutoCloseable {
    /** Where it is, and what its numbers are worth; one line for people.
     *
     * @throws IOException if it can't be read */
    String title() throws IOException;

    /** Its orders, fills and positions.
     *
     * @throws IOException if it has none yet
     * @throws SQLException if the database can't be opened */
    TradeHistory history() throws IOException, SQLException;

    /** Its funnel.
     *
     * @throws IOException if it can't be read */
    StoredCounts counts() throws IOException;

    /** Its account and what that may do.
     *
     * @throws IOException if it can't be read */
    StoredStatus status() throws IOException;

    /** How it ended, like {@code finished}; empty while it goes on, or if that can't be seen from here. */
    default String ended() {
        return "";
    }

    /** Where its control messages go.
     *
     * @throws IOException if nobody would read them, or the control topic can't be reached */
    ControlTarget controlTarget() throws IOException;

    @Override
    void close() throws IOException;
}
