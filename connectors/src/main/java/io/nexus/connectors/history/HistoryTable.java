package io.nexus.connectors.history;

import static io.nexus.connectors.history.Column.FLAG;
import static io.nexus.connectors.history.Column.LONG_TEXT;
import static io.nexus.connectors.history.Column.MONEY;
import static io.nexus.connectors.history.Column.REAL;
import static io.nexus.connectors.history.Column.TEXT;
import static io.nexus.connectors.history.Column.WHOLE;
import static io.nexus.connectors.history.Column.by;
import static io.nexus.connectors.history.Column.first;
import static io.nexus.connectors.history.Column.greatest;
import static io.nexus.connectors.history.Column.key;

import io.nexus.connectors.history.Column.Merge;
import java.util.List;
import java.util.Locale;

/** The tables of trade history. Columns are in the order in which the row writers bind them. */
enum HistoryTable {
    /** One row per order: what we meant, and the merged word of the venue. */
    ORDERS(
            key("account", TEXT),
            key("client_order_id", TEXT),
            first("instrument", TEXT),
            first("position_id", TEXT),
            first("purpose", TEXT),
            first("side", TEXT),
            first("order_type", TEXT),
            first("time_in_force", TEXT),
            first("lots", WHOLE),
            first("quantity", MONEY),
            first("limit_price", MONEY),
            first("is_reduce_only", FLAG),
            first("exit_reason", TEXT),
            first("evaluation", WHOLE),
            first("created_at_ms", WHOLE),
            first("triggered_at_ms", WHOLE),
            first("stop_price", MONEY),
            first("take_profit_price", MONEY),
            first("confidence", REAL),
            first("expected_value_bps", REAL),
            first("risk_score", REAL),
            first("mq_score", REAL),
            first("risk_at_stop", MONEY),
            first("models", LONG_TEXT),
            by("status", TEXT, Merge.BY_GREATER, "status_rank"),
            greatest("status_rank"),
            first("venue_order_id", TEXT),
            greatest("filled_lots"),
            greatest("known_fill_lots"),
            by("average_price", REAL, Merge.BY_NOT_LESS, "known_fill_lots"),
            by("fees", MONEY, Merge.BY_NOT_LESS, "known_fill_lots"),
            by("slippage_bps", REAL, Merge.BY_NOT_LESS, "known_fill_lots"),
            first("error", LONG_TEXT),
            greatest("updated_at_ms")),
    /** One row per execution. */
    FILLS(
            key("account", TEXT),
            key("instrument", TEXT),
            key("trade_id", WHOLE),
            first("client_order_id", TEXT),
            first("position_id", TEXT),
            first("purpose", TEXT),
            first("side", TEXT),
            first("price", MONEY),
            first("lots", WHOLE),
            first("quantity", MONEY),
            first("fee", MONEY),
            first("venue_time_ms", WHOLE)),
    /** One row per position: its newest mark. */
    POSITIONS(
            key("account", TEXT),
            key("position_id", TEXT),
            first("instrument", TEXT),
            byMark("signed_lots", WHOLE),
            byMark("quantity", MONEY),
            byMark("bid_price", MONEY),
            byMark("ask_price", MONEY),
            byMark("unrealized_pnl", MONEY),
            byMark("stop_price", MONEY),
            byMark("take_profit_price", MONEY),
            byMark("volatility", REAL),
            greatest("marked_at_ms")),
    /** One row per setting or move of a stop. */
    STOP_MOVES(
            key("account", TEXT),
            key("position_id", TEXT),
            key("stop_sequence", WHOLE),
            first("instrument", TEXT),
            first("cause", TEXT),
            first("from_price", MONEY),
            first("to_price", MONEY),
            first("bid_price", MONEY),
            first("ask_price", MONEY),
            first("moved_at_ms", WHOLE)),
    /** One row per closed position. */
    OUTCOMES(
            key("account", TEXT),
            key("position_id", TEXT),
            first("instrument", TEXT),
            first("side", TEXT),
            first("quantity", MONEY),
            first("entry_price", REAL),
            first("exit_price", REAL),
            first("gross_pnl", MONEY),
            first("fees", MONEY),
            first("net_bps", REAL),
            first("exit_reason", TEXT),
            first("confidence", REAL),
            first("p_win", REAL),
            first("expected_value_bps", REAL),
            first("entry_slippage_bps", REAL),
            first("exit_slippage_bps", REAL),
            first("strategies", LONG_TEXT),
            first("models", LONG_TEXT),
            first("opened_at_ms", WHOLE),
            first("closed_at_ms", WHOLE)),
    /** One row per approved decision. */
    DECISIONS(
            key("account", TEXT),
            key("client_order_id", TEXT),
            first("instrument", TEXT),
            first("action", TEXT),
            first("evaluation", WHOLE),
            first("feed_time_ms", WHOLE),
            first("entry_price", MONEY),
            first("quantity", MONEY),
            first("notional", MONEY),
            first("stop_loss", MONEY),
            first("take_profit", MONEY),
            first("confidence", REAL),
            first("risk_score", REAL),
            first("expected_value_bps", REAL),
            first("value_estimate_bps", REAL),
            first("risk_multiplier", REAL),
            first("var99_ratio", REAL),
            first("models", LONG_TEXT)),
    /** One row per position: the strategies that opened it. */
    ENTRY_STRATEGIES(
            key("account", TEXT),
            key("position_id", TEXT),
            first("instrument", TEXT),
            first("strategies", LONG_TEXT),
            first("created_at_ms", WHOLE));

    @SuppressWarnings("ImmutableEnumChecker") // a List.of of records
    private final List<Column> columns;

    HistoryTable(Column... columns) {
        this.columns = List.of(columns);
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> keys() {
        return columns.stream().filter(Column::isKey).toList();
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Column byMark(String name, String sqlType) {
        return by(name, sqlType, Merge.BY_NOT_LESS, "marked_at_ms");
    }
}
