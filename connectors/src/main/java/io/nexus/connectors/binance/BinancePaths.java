package io.nexus.connectors.binance;

import io.nexus.domain.instrument.Market;

/** Where a market's REST interface has what we ask for.
 *
 * @param income empty where the market pays no funding */
record BinancePaths(
        String time, String order, String openOrders, String allOrders, String trades, String account, String income) {

    /** Paths of a market.
     *
     * @throws IllegalArgumentException for COIN-M, which is data only */
    static BinancePaths of(Market market) {
        return switch (market) {
            case SPOT -> new BinancePaths(
                    "/api/v3/time",
                    "/api/v3/order",
                    "/api/v3/openOrders",
                    "/api/v3/allOrders",
                    "/api/v3/myTrades",
                    "/api/v3/account",
                    "");
            case USDM -> new BinancePaths(
                    "/fapi/v1/time",
                    "/fapi/v1/order",
                    "/fapi/v1/openOrders",
                    "/fapi/v1/allOrders",
                    "/fapi/v1/userTrades",
                    "/fapi/v2/account",
                    "/fapi/v1/income");
            case COINM -> throw new IllegalArgumentException("COINM is data only; nothing is traded there");
        };
    }

    boolean hasIncome() {
        return !income.isEmpty();
    }
}
