package io.nexus.testbed.venue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Orders and executions in the shapes of Binance's answers; numbers are decimal texts. */
final class OrderJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OrderJson() {}

    static ObjectNode order(Instrument instrument, VenueOrder order) {
        ObjectNode node = NODES.objectNode()
                .put("symbol", instrument.symbol())
                .put("orderId", order.orderId())
                .put("clientOrderId", order.clientOrderId())
                .put("price", text(instrument.price(order.limitTicks())))
                .put("origQty", text(instrument.quantity(order.lots())))
                .put("executedQty", text(instrument.quantity(order.filledLots())))
                .put("status", order.status().name())
                .put(
                        "timeInForce",
                        order.type() == OrderType.MARKET
                                ? "GTC"
                                : order.timeInForce().name())
                .put("type", order.type().name())
                .put("side", order.side().name())
                .put("time", order.createdAtMs())
                .put("updateTime", order.updatedAtMs());
        return instrument.market() == Market.SPOT ? spot(node, order) : usdm(node, instrument, order);
    }

    /** Answer to a cancel: spot puts the order's id elsewhere, for the cancel has an id of its own. */
    static ObjectNode canceled(Instrument instrument, VenueOrder order) {
        ObjectNode node = order(instrument, order);
        if (instrument.market() == Market.SPOT) {
            node.put("origClientOrderId", order.clientOrderId()).put("clientOrderId", "cancel" + order.orderId());
        }
        return node;
    }

    static ObjectNode fill(Instrument instrument, BookedFill fill, String quoteAsset) {
        ObjectNode node = NODES.objectNode()
                .put("symbol", instrument.symbol())
                .put("id", fill.tradeId())
                .put("orderId", fill.orderId())
                .put("price", text(instrument.price(fill.priceTicks())))
                .put("qty", text(instrument.quantity(fill.lots())))
                .put("quoteQty", text(instrument.notional(fill.priceTicks(), fill.lots())))
                .put("commission", text(fill.fee()))
                .put("commissionAsset", quoteAsset)
                .put("time", fill.timeMs());
        boolean isBuyer = fill.side() == Side.BUY;
        if (instrument.market() == Market.SPOT) {
            return node.put("orderListId", -1)
                    .put("isBuyer", isBuyer)
                    .put("isMaker", fill.isMaker())
                    .put("isBestMatch", true);
        }
        return node.put("buyer", isBuyer)
                .put("maker", fill.isMaker())
                .put("side", fill.side().name())
                .put("positionSide", "BOTH")
                .put("realizedPnl", text(fill.realizedPnl()))
                .put("marginAsset", quoteAsset);
    }

    static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.toPlainString();
    }

    private static ObjectNode spot(ObjectNode node, VenueOrder order) {
        return node.put("orderListId", -1)
                .put("cummulativeQuoteQty", text(order.filledQuote()))
                .put("transactTime", order.updatedAtMs())
                .put("workingTime", order.createdAtMs())
                .put("isWorking", true)
                .put("stopPrice", "0")
                .put("icebergQty", "0")
                .put("selfTradePreventionMode", "NONE");
    }

    private static ObjectNode usdm(ObjectNode node, Instrument instrument, VenueOrder order) {
        return node.put("cumQty", text(instrument.quantity(order.filledLots())))
                .put("cumQuote", text(order.filledQuote()))
                .put("avgPrice", text(averagePrice(instrument, order)))
                .put("reduceOnly", order.isReduceOnly())
                .put("closePosition", false)
                .put("positionSide", "BOTH")
                .put("stopPrice", "0")
                .put("workingType", "CONTRACT_PRICE")
                .put("priceProtect", false)
                .put("origType", order.type().name());
    }

    private static BigDecimal averagePrice(Instrument instrument, VenueOrder order) {
        if (order.filledLots() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal quantity = instrument.quantity(order.filledLots()).multiply(instrument.contractMultiplier());
        return order.filledQuote().divide(quantity, instrument.tickSize().scale() + 4, RoundingMode.HALF_EVEN);
    }
}
