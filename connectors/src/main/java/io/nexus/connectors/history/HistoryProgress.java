package io.nexus.connectors.history;

import java.util.Map;
import java.util.OptionalLong;

/** How far trade history has come since its process started.
 *
 * @param rowsByTable rows written, merged ones included
 * @param unreadable records that are no JSON of their topic's type
 * @param refused rows that have no place in their table: an unknown instrument, a value that the database does not take
 * @param missed offsets that hold no record any more: deleted by the topic's retention before they were read
 * @param retries attempts that failed, of the database and of Kafka
 * @param lag records that are not written yet; empty while the ends of all topics are not known
 * @param lagMs age of the oldest record that is known and not written, by the wall clock; 0 when all are written */
public record HistoryProgress(
        Map<String, Long> rowsByTable,
        long unreadable,
        long refused,
        long missed,
        long retries,
        OptionalLong lag,
        long lagMs) {
    public HistoryProgress {
        rowsByTable = Map.copyOf(rowsByTable);
    }

    /** Rows of all tables. */
    public long rows() {
        return rowsByTable.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every record of every topic is written. */
    public boolean isCaughtUp() {
        return lag.isPresent() && lag.getAsLong() == 0;
    }
}
