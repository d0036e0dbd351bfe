package io.nexus.connectors.history;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Binds a row's values one after the other. */
final class Row {
    private static final int LONG_TEXT_LENGTH = 4_000;
    /** Of {@link Column#MONEY} before the point. */
    private static final int MONEY_DIGITS = 26;

    private static final int MAX_SCALE = 400;

    private final PreparedStatement statement;
    private int column;

    Row(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Text, cut at the longest the column holds. */
    Row text(@Nullable Object value) throws SQLException {
        String text = value == null ? null : value.toString();
        column++;
        if (text == null) {
            statement.setNull(column, Types.VARCHAR);
        } else {
            statement.setString(column, text.substring(0, Math.min(text.length(), LONG_TEXT_LENGTH)));
        }
        return this;
    }

    Row whole(long value) throws SQLException {
        statement.setLong(++column, value);
        return this;
    }

    /** A feature; NaN is stored as null. */
    Row real(double value) throws SQLException {
        column++;
        if (Double.isNaN(value)) {
            statement.setNull(column, Types.DOUBLE);
        } else {
            statement.setDouble(column, value);
        }
        return this;
    }

    /** Money.
     *
     * @throws IllegalArgumentException if its column can't hold it: found here, because a driver would write out all its digits */
    Row money(@Nullable BigDecimal value) throws SQLException {
        column++;
        if (value != null && (Math.abs((long) value.scale()) > MAX_SCALE || digits(value) > MONEY_DIGITS)) {
            throw new IllegalArgumentException("money must have at most " + MONEY_DIGITS + " digits before the point"
                    + " and " + MAX_SCALE + " behind it, had " + digits(value) + " and " + value.scale());
        }
        if (value == null) {
            statement.setNull(column, Types.NUMERIC);
        } else {
            statement.setBigDecimal(column, value);
        }
        return this;
    }

    private static long digits(BigDecimal value) {
        return value.signum() == 0 ? 0 : (long) value.precision() - value.scale();
    }

    Row flag(boolean value) throws SQLException {
        statement.setBoolean(++column, value);
        return this;
    }
}
