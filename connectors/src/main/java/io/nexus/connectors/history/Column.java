package io.nexus.connectors.history;

import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** A column and how its value merges when a row is told again.
 *
 * @param merge rule
 * @param by the column that decides, for {@link Merge#BY_GREATER} and {@link Merge#BY_NOT_LESS}; else empty */
record Column(String name, String sqlType, Merge merge, String by) {
    static final String TEXT = "VARCHAR(64)";
    static final String LONG_TEXT = "VARCHAR(4000)";
    static final String WHOLE = "BIGINT";
    static final String REAL = "DOUBLE PRECISION";
    static final String MONEY = "NUMERIC(38, 12)";
    static final String FLAG = "BOOLEAN";

    /** What remains of the old and the incoming value, whatever the order of events. */
    enum Merge {
        KEY,
        /** Never changes once known. */
        FIRST,
        GREATEST,
        /** The incoming one if its deciding column is above the old one. */
        BY_GREATER,
        /** The incoming one if its deciding column is not below the old one. */
        BY_NOT_LESS
    }

    static Column key(String name, String sqlType) {
        return new Column(name, sqlType, Merge.KEY, "");
    }

    static Column first(String name, String sqlType) {
        return new Column(name, sqlType, Merge.FIRST, "");
    }

    static Column greatest(String name) {
        return new Column(name, WHOLE, Merge.GREATEST, "");
    }

    static Column by(String name, String sqlType, Merge merge, String by) {
        return new Column(name, sqlType, merge, by);
    }

    /** Whether values of the column's type are stored in one of a JDBC type.
     *
     * @param jdbcType of {@link Types}; null if there is no such column */
    boolean isStoredAs(@Nullable Integer jdbcType) {
        if (jdbcType == null) {
            return false;
        }
        return switch (sqlType) {
            case WHOLE -> jdbcType == Types.BIGINT;
            case REAL -> jdbcType == Types.DOUBLE;
            case MONEY -> jdbcType == Types.NUMERIC || jdbcType == Types.DECIMAL;
            case FLAG -> jdbcType == Types.BOOLEAN || jdbcType == Types.BIT;
            default -> jdbcType == Types.VARCHAR;
        };
    }

    boolean isKey() {
        return merge == Merge.KEY;
    }

    String merged(String old, String incoming) {
        String before = old + '.' + name;
        String after = incoming + '.' + name;
        return switch (merge) {
            case KEY -> throw new IllegalStateException("a key never changes: " + name);
            case FIRST -> "COALESCE(" + before + ", " + after + ')';
            case GREATEST -> "GREATEST(" + before + ", " + after + ')';
            case BY_GREATER -> choose(old, incoming, ">");
            case BY_NOT_LESS -> choose(old, incoming, ">=");
        };
    }

    private String choose(String old, String incoming, String comparison) {
        return "CASE WHEN " + incoming + '.' + by + ' ' + comparison + ' ' + old + '.' + by + " THEN " + incoming + '.'
                + name + " ELSE " + old + '.' + name + " END";
    }
}
