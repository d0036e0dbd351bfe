package io.nexus.testbed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests about orders and executions. Answers of new orders and cancels wait a moment for the match; where the venue's
 * clock stands still they tell the order as it is, and it can be asked for. */
final class OrderApi {
    private static final long DEFAULT_LIMIT = 500;
    private static final long MAX_LIMIT = 1000;

    private final VenueCore core;
    private final Listing listing;
    private final SimulatedExchangeConfig config;

    OrderApi(VenueCore core, Listing listing, SimulatedExchangeConfig config) {
        this.core = core;
        this.listing = listing;
        this.config = config;
    }

    JsonNode place(ApiRequest request) throws VenueRejection, InterruptedException {
        NewOrder order = newOrder(request);
        VenueOrder booked = core.submit(order);
        boolean isResultWanted = !request.get("newOrderRespType", "ACK").equals("ACK");
        if (isResultWanted) {
            booked = core.awaitMatch(booked.orderId(), config.answerWaitWallMs());
        }
        return OrderJson.order(order.instrument(), booked);
    }

    JsonNode query(ApiRequest request) throws VenueRejection {
        Instrument instrument = listing.get(request);
        VenueOrder order = find(request, instrument);
        if (order == null) {
            throw VenueRejection.of(-2013, "Order does not exist.");
        }
        return OrderJson.order(instrument, order);
    }

    JsonNode cancel(ApiRequest request) throws VenueRejection, InterruptedException {
        Instrument instrument = listing.get(request);
        VenueOrder order = find(request, instrument);
        if (order == null) {
            throw VenueRejection.of(-2011, "Unknown order sent.");
        }
        core.cancel(order);
        VenueOrder after = core.awaitClose(order.orderId(), config.answerWaitWallMs());
        if (after.status() == BookedStatus.FILLED || after.status() == BookedStatus.EXPIRED) {
            throw VenueRejection.of(-2011, "Unknown order sent.");
        }
        return OrderJson.canceled(instrument, after);
    }

    /** Open orders of one symbol, or of the market. */
    JsonNode openOrders(ApiRequest request) throws VenueRejection {
        List<Instrument> asked =
                request.find("symbol") == null ? listing.of(request.market()) : List.of(listing.get(request));
        return core.read(state -> {
            ArrayNode answer = JsonNodeFactory.instance.arrayNode();
            for (Instrument instrument : asked) {
                for (VenueOrder order :
                        state.account(instrument.key()).openOrderById.values()) {
                    answer.add(OrderJson.order(instrument, order));
                }
            }
            return answer;
        });
    }

    /** All orders of a symbol, by id upwards: from {@code orderId}, else those created or changed in the time asked for. */
    JsonNode allOrders(ApiRequest request) throws VenueRejection {
        Instrument instrument = listing.get(request);
        long fromId = request.number("orderId", Long.MIN_VALUE);
        long startMs = request.number("startTime", Long.MIN_VALUE);
        long endMs = request.number("endTime", Long.MAX_VALUE);
        Predicate<VenueOrder> isAsked = request.find("orderId") != null
                ? order -> order.orderId() >= fromId
                : order -> order.updatedAtMs() >= startMs && order.createdAtMs() <= endMs;
        long limit = limit(request);
        return core.read(state -> {
            ArrayNode answer = JsonNodeFactory.instance.arrayNode();
            state.account(instrument.key()).orderById.values().stream()
                    .filter(isAsked)
                    .limit(limit)
                    .forEach(order -> answer.add(OrderJson.order(instrument, order)));
            return answer;
        });
    }

    /** Executions of a symbol, by id upwards: of one order, from a trade id, or in a time. */
    JsonNode trades(ApiRequest request) throws VenueRejection {
        Instrument instrument = listing.get(request);
        long orderId = request.number("orderId", Long.MIN_VALUE);
        long fromId = request.number("fromId", Long.MIN_VALUE);
        long startMs = request.number("startTime", Long.MIN_VALUE);
        long endMs = request.number("endTime", Long.MAX_VALUE);
        boolean isOneOrder = request.find("orderId") != null;
        long limit = limit(request);
        List<BookedFill> fills = core.read(state -> state.account(instrument.key()).fillByTradeId.values().stream()
                .filter(fill -> !isOneOrder || fill.orderId() == orderId)
                .filter(fill -> fill.tradeId() >= fromId && fill.timeMs() >= startMs && fill.timeMs() <= endMs)
                .limit(limit)
                .toList());
        List<JsonNode> nodes = new ArrayList<>();
        fills.forEach(fill -> nodes.add(OrderJson.fill(instrument, fill, config.quoteAsset())));
        return JsonNodeFactory.instance.arrayNode().addAll(nodes);
    }

    private static long limit(ApiRequest request) throws VenueRejection {
        return Math.max(1, Math.min(MAX_LIMIT, request.number("limit", DEFAULT_LIMIT)));
    }

    private @Nullable VenueOrder find(ApiRequest request, Instrument instrument) throws VenueRejection {
        String clientOrderId = request.find("origClientOrderId");
        long orderId = request.number("orderId", -1);
        if (clientOrderId == null && orderId < 0) {
            throw VenueRejection.of(
                    -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
        }
        return core.read(state -> {
            InstrumentAccount account = state.account(instrument.key());
            if (orderId >= 0) {
                return account.orderById.get(orderId);
            }
            String id = clientOrderId == null ? "" : clientOrderId;
            VenueOrder order = state.findByClientOrderId(instrument.market(), id);
            return order != null && order.instrument().equals(instrument.key()) ? order : null;
        });
    }

    private NewOrder newOrder(ApiRequest request) throws VenueRejection {
        Instrument instrument = listing.get(request);
        Side side = request.option("side", Side.class, -1117);
        OrderType type = request.option("type", OrderType.class, -1116);
        boolean isLimit = type == OrderType.LIMIT;
        VenueTimeInForce timeInForce =
                isLimit ? request.option("timeInForce", VenueTimeInForce.class, -1115) : VenueTimeInForce.IOC;
        if (!isLimit && request.find("price") != null) {
            throw VenueRejection.of(-1106, "Parameter 'price' sent when not required.");
        }
        String clientOrderId = request.find("newClientOrderId");
        return new NewOrder(
                instrument,
                clientOrderId == null ? "venue-" + (core.read(state -> state.lastOrderId) + 1) : clientOrderId,
                side,
                type,
                timeInForce,
                request.decimal("quantity"),
                isLimit ? request.decimal("price") : BigDecimal.ZERO,
                request.get("reduceOnly", "false").equals("true"));
    }
}
