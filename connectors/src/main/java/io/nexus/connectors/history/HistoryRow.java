package io.nexus.connectors.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A row to be written, and the record it comes from. */
record HistoryRow<T>(HistoryTable table, RowBinder<T> binder, T value, ConsumerRecord<byte[], byte[]> source) {
    void bind(PreparedStatement statement) throws SQLException {
        binder.accept(statement, value);
    }
}
