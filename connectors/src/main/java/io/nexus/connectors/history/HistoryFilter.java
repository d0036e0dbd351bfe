package io.nexus.connectors.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which rows of the trade history are wanted.
 *
 * @param instrument key, or parts of it that stand together, in any case: {@code BTCUSDT}; empty = all
 * @param sinceMs earliest feed time; {@code Long.MIN_VALUE} = all
 * @param strategy key of a strategy that opened the position, on either side; empty = all */
public record HistoryFilter(String instrument, long sinceMs, String strategy) {
    public static final HistoryFilter ALL = new HistoryFilter("", Long.MIN_VALUE, "");

    /** Conditions for a WHERE, with parameters.
     *
     * @param instrumentColumn of the instrument's key
     * @param timeColumn of the feed time
     * @param strategiesColumn of the strategies' text; what has none is not of any strategy */
    String conditions(String instrumentColumn, String timeColumn, String strategiesColumn) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        if (!instrument.isEmpty()) {
            conditions.add("('|' || UPPER(" + instrumentColumn + ") || '|') LIKE ? ESCAPE '!'");
        }
        if (sinceMs != Long.MIN_VALUE) {
            conditions.add(timeColumn + " >= ?");
        }
        if (!strategy.isEmpty()) {
            String text = "(',' || " + strategiesColumn + " || ',')";
            conditions.add('(' + text + " LIKE ? ESCAPE '!' OR " + text + " LIKE ? ESCAPE '!')");
        }
        return String.join(" AND ", conditions);
    }

    void bind(PreparedStatement statement) throws SQLException {
        int at = 1;
        if (!instrument.isEmpty()) {
            statement.setString(at++, "%|" + literal(instrument.toUpperCase(Locale.ROOT)) + "|%");
        }
        if (sinceMs != Long.MIN_VALUE) {
            statement.setLong(at++, sinceMs);
        }
        if (!strategy.isEmpty()) {
            statement.setString(at++, "%," + literal(strategy) + "+,%");
            statement.setString(at, "%," + literal(strategy) + "-,%");
        }
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
