package io.nexus.connectors.history;

import java.sql.SQLException;

/** The database answers, but its tables are not those of this program; the text says which are and what to do. */
public final class HistorySchemaException extends SQLException {
    private static final long serialVersionUID = 1;

    HistorySchemaException(String message) {
        super(message);
    }
}
