package io.nexus.connectors.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Binds a record to the parameters of its table's upsert, in the order of the table's columns. */
@FunctionalInterface
interface RowBinder<T> {
    /** Binds a record.
     *
     * @throws IllegalArgumentException if the record has no row, like one of an instrument that is not in the catalogue
     * @throws SQLException if the statement refuses a value */
    void accept(PreparedStatement statement, T record) throws SQLException;
}
