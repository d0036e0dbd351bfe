package io.nexus.testbed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;

/** The venue's instruments and filters in the shape of Binance's exchangeInfo. */
final class ExchangeInfoJson {
    private ExchangeInfoJson() {}

    static ObjectNode of(Listing listing, Market market, String quoteAsset, long serverTimeMs) {
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("timezone", "UTC").put("serverTime", serverTimeMs);
        answer.putArray("rateLimits");
        answer.putArray("exchangeFilters");
        ArrayNode symbols = answer.putArray("symbols");
        for (Instrument instrument : listing.of(market)) {
            symbols.add(symbol(instrument, listing.baseAsset(instrument), quoteAsset));
        }
        return answer;
    }

    private static JsonNode symbol(Instrument instrument, String baseAsset, String quoteAsset) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("symbol", instrument.symbol())
                .put("status", "TRADING")
                .put("baseAsset", baseAsset)
                .put("quoteAsset", quoteAsset);
        node.putArray("orderTypes").add("LIMIT").add("MARKET");
        ArrayNode filters = node.putArray("filters");
        filters.addObject()
                .put("filterType", "PRICE_FILTER")
                .put("minPrice", instrument.tickSize().toPlainString())
                .put("maxPrice", instrument.price(Integer.MAX_VALUE).toPlainString())
                .put("tickSize", instrument.tickSize().toPlainString());
        addLotSize(filters, "LOT_SIZE", instrument);
        addLotSize(filters, "MARKET_LOT_SIZE", instrument);
        String minNotional = instrument.minNotional().toPlainString();
        if (instrument.market() == Market.SPOT) {
            filters.addObject()
                    .put("filterType", "NOTIONAL")
                    .put("minNotional", minNotional)
                    .put("applyMinToMarket", true);
            return node.put("isSpotTradingAllowed", true);
        }
        filters.addObject().put("filterType", "MIN_NOTIONAL").put("notional", minNotional);
        node.putArray("timeInForce").add("GTC").add("IOC").add("FOK");
        return node.put("pair", instrument.symbol())
                .put("contractType", "PERPETUAL")
                .put("marginAsset", quoteAsset)
                .put("pricePrecision", Math.max(0, instrument.tickSize().scale()))
                .put("quantityPrecision", Math.max(0, instrument.lotSize().scale()));
    }

    private static void addLotSize(ArrayNode filters, String name, Instrument instrument) {
        filters.addObject()
                .put("filterType", name)
                .put("minQty", instrument.quantity(instrument.minLots()).toPlainString())
                .put("maxQty", instrument.quantity(instrument.maxLots()).toPlainString())
                .put("stepSize", instrument.lotSize().toPlainString());
    }
}
