package io.nexus.models.input;

import java.util.List;

/** What an account, an entry, and an open position say of themselves. */
final class AccountDefinitions {
    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    private AccountDefinitions() {}

    static List<InputDefinition> list() {
        Definitions all = new Definitions();
        account(all);
        book(all);
        entry(all);
        order(all);
        position(all);
        return all.list();
    }

    private static void account(Definitions all) {
        all.positive("gross_exposure", "gross notional over equity", "ratio", 0)
                .positive("open_positions", "instruments with a position", "count", 0)
                .signed("drawdown", "loss from peak equity over it", "ratio")
                .signed("daily_pnl", "change of equity since 00:00 UTC over the day's first", "ratio")
                .signed("weekly_pnl", "change of equity since Monday 00:00 UTC over the week's first", "ratio")
                .positive("margin_use", "used and reserved margin over equity", "ratio", 0)
                .positive("symbol_exposure", "notional held of the instrument over equity", "ratio", 0)
                .share("days_since_trade", "time since the account's last trade, at most a day", 1)
                .signed("last_outcome", "net result of the account's newest round trip", "bp")
                .balance("portfolio_correlation", "forecast correlation of the entry to the book");
    }

    private static void book(Definitions all) {
        String ew = "exponentially weighted (0.94 an hour) over up to 168 common hours, at least 24; ";
        all.signed("net_exposure", "signed notional of the book over equity, times the entry's side", "ratio")
                .positive("recent_loss", "sum of the losses among the last five round trips", "bp", 0)
                .balance("corr_book", ew + "hourly returns of the entry with the book's")
                .balance("corr_book_24h", "correlation of the newest 24 common hours, of the entry with the book")
                .balance("corr_max", ew + "largest of the entry with any exposure, both signed; 0 of an empty book")
                .balance("corr_mean", ew + "mean of the entry with all exposures, both signed; 0 of an empty book")
                .add("beta_btc", "slope of hourly returns on the venue's BTC perpetual", "ratio", -ENDLESS, ENDLESS, 1)
                .positive("book_volatility", "deviation of the book's hourly returns, weighted alike", "annualised", 0)
                .positive("var_use", "value at risk of the book over its limit", "ratio", 0);
    }

    private static void entry(Definitions all) {
        all.add("side", "1 buys, -1 sells", "sign", -1, 1, 0)
                .share(
                        "size_ratio",
                        "notional over equity that the entry would have with a multiplier of 1 and the"
                                + " router's confidence as it is",
                        0)
                .share("router_confidence", "the router's, clamped to 0 to 1", 0.5)
                .signed("value_estimate", "the router's, net", "bp")
                .share("uncertainty", "1 - agreement", 0.5)
                .share("p_win", "mean win rate of the bins behind the entry", 0.5)
                .share(
                        "accuracy_30d",
                        "episode-weighted win rate of the strategies on the entry's side, half-life 7 d:"
                                + " 95 % of the weight is of 30 d",
                        0.5)
                .signed("trend_along", "h1_trend_slope times side", "hourly sigma")
                .signed("signal_along", "aggregated_signal times side", "-1 to 1");
    }

    private static void order(Definitions all) {
        all.positive(
                        "order_to_depth",
                        "lots of the order over those displayed on the side it takes, within 10 bp",
                        "ratio",
                        0)
                .positive("order_to_volume", "notional of the order over that traded in 60 s", "ratio", 0)
                .signed("limit_distance", "worst price of the order beyond the touch it takes", "bp")
                .add("order_type", "0 limit that takes at once or is cancelled, 1 market", "code", 0, 1, 0);
    }

    private static void position(Definitions all) {
        all.signed("unrealized_r", "profit at the price it could be closed at, over R", "R")
                .positive("mfe_r", "best such profit since entry, at least 0", "R", 0)
                .positive("mae_r", "worst such loss since entry, at least 0", "R", 0)
                .positive("position_hours", "feed time since the entry filled", "h", 0)
                .share("entry_confidence", "calibrated confidence of the entry", 0.5)
                .signed("target_distance_r", "from that price to the target, over R; negative beyond it", "R")
                .signed("stop_distance_r", "from that price to the stop, over R; negative beyond it", "R");
    }
}
