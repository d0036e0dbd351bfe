package io.nexus.connectors.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.port.ExchangeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Binance's orders and executions as ours. A missing or malformed field is an {@link ExchangeException} that names
 * it: what the venue holds is not known then. */
final class OrderReader {
    private static final int FEE_SCALE = 8;
    private static final int COUNTER_DIGITS = 6;
    private static final int CLOSE_SUFFIX = 3;

    private OrderReader() {}

    static OrderReport report(Instrument instrument, JsonNode order, List<Fill> fills, @Nullable String error) {
        long filledLots = lots(instrument, order, "executedQty");
        return new OrderReport(
                clientOrderId(order),
                text(order, "orderId"),
                status(text(order, "status"), filledLots),
                filledLots,
                fills,
                venueTimeMs(order),
                error);
    }

    /** Our id of an order; the answer to a spot cancel has it elsewhere. */
    static String clientOrderId(JsonNode order) {
        return order.has("origClientOrderId") ? text(order, "origClientOrderId") : text(order, "clientOrderId");
    }

    static long filledLots(Instrument instrument, JsonNode order) {
        return lots(instrument, order, "executedQty");
    }

    /** Last change, else creation; spot tells the transaction time when it has just been placed or canceled. */
    static long venueTimeMs(JsonNode order) {
        for (String name : new String[] {"updateTime", "transactTime", "time"}) {
            if (order.path(name).isIntegralNumber()) {
                return order.get(name).longValue();
            }
        }
        throw malformed("updateTime", order);
    }

    static long createdAtMs(JsonNode order) {
        return order.path("time").asLong(venueTimeMs(order));
    }

    /** One of our statuses; what expires after a part was filled is CANCELED. */
    static OrderStatus status(String status, long filledLots) {
        return switch (status) {
            case "NEW", "PENDING_NEW", "PENDING_CANCEL" -> filledLots > 0
                    ? OrderStatus.PARTIALLY_FILLED
                    : OrderStatus.SUBMITTED;
            case "PARTIALLY_FILLED" -> OrderStatus.PARTIALLY_FILLED;
            case "FILLED" -> OrderStatus.FILLED;
            case "CANCELED" -> OrderStatus.CANCELED;
            case "EXPIRED", "EXPIRED_IN_MATCH" -> filledLots > 0 ? OrderStatus.CANCELED : OrderStatus.EXPIRED;
            case "REJECTED" -> OrderStatus.REJECTED;
            default -> throw new ExchangeException(ExchangeException.Kind.UNKNOWN, "unknown order status " + status);
        };
    }

    static Fill fill(Instrument instrument, String clientOrderId, JsonNode trade) {
        long priceTicks = ticks(instrument, trade, "price");
        long fillLots = lots(instrument, trade, "qty");
        boolean isBuy = trade.has("side")
                ? text(trade, "side").equals("BUY")
                : trade.path("isBuyer").asBoolean();
        return new Fill(
                number(trade, "id"),
                clientOrderId,
                isBuy ? Side.BUY : Side.SELL,
                priceTicks,
                fillLots,
                fee(instrument, trade, priceTicks, fillLots),
                number(trade, "time"));
    }

    /** What the venue remembers of an order of ours: no plan, no evaluation, no trigger. */
    static OrderIntent intent(String account, Instrument instrument, JsonNode order) {
        String clientOrderId = clientOrderId(order);
        boolean isClose = isCloseId(clientOrderId);
        boolean isMarket = text(order, "type").equals("MARKET");
        boolean isIoc = isMarket || text(order, "timeInForce").equals("IOC");
        long createdAtMs = createdAtMs(order);
        return new OrderIntent(
                account,
                instrument.key(),
                clientOrderId,
                isClose ? clientOrderId.substring(0, clientOrderId.length() - CLOSE_SUFFIX) : clientOrderId,
                isClose ? OrderPurpose.CLOSE : OrderPurpose.ENTRY,
                Side.valueOf(text(order, "side")),
                isMarket ? OrderType.MARKET : OrderType.LIMIT,
                isIoc ? TimeInForce.IOC : TimeInForce.GTC,
                lots(instrument, order, "origQty"),
                isMarket ? 0 : ticks(instrument, order, "price"),
                order.path("reduceOnly").asBoolean(false),
                createdAtMs,
                createdAtMs,
                0,
                0,
                0,
                null,
                null);
    }

    /** Entry ids end with a counter of six digits, close ids with that counter, an x and two digits. */
    static boolean isCloseId(String clientOrderId) {
        int counter = clientOrderId.lastIndexOf('_') + 1;
        return clientOrderId.length() - counter == COUNTER_DIGITS + CLOSE_SUFFIX
                && clientOrderId.charAt(counter + COUNTER_DIGITS) == 'x';
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isValueNode() || value.isNull()) {
            throw malformed(name, node);
        }
        return value.asText();
    }

    static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber()) {
            throw malformed(name, node);
        }
        return value.longValue();
    }

    static BigDecimal decimal(JsonNode node, String name) {
        try {
            return new BigDecimal(text(node, name));
        } catch (NumberFormatException e) {
            throw malformed(name, node);
        }
    }

    static long lots(Instrument instrument, JsonNode node, String name) {
        try {
            return instrument.lots(decimal(node, name));
        } catch (ArithmeticException e) {
            throw malformed(name, node);
        }
    }

    private static long ticks(Instrument instrument, JsonNode node, String name) {
        try {
            return instrument.ticks(decimal(node, name));
        } catch (ArithmeticException e) {
            throw malformed(name, node);
        }
    }

    /** Fee in quote units: as charged in the quote asset, at the execution's price in the base asset; in any other asset
     * (a discount token) the taker fee stands for it. */
    private static BigDecimal fee(Instrument instrument, JsonNode trade, long priceTicks, long fillLots) {
        BigDecimal commission = decimal(trade, "commission");
        String asset = text(trade, "commissionAsset");
        if (commission.signum() == 0 || instrument.symbol().endsWith(asset)) {
            return commission;
        }
        return instrument.symbol().startsWith(asset)
                ? commission.multiply(instrument.price(priceTicks)).setScale(FEE_SCALE, RoundingMode.HALF_EVEN)
                : instrument.takerFee(priceTicks, fillLots);
    }

    private static ExchangeException malformed(String name, JsonNode node) {
        return new ExchangeException(
                ExchangeException.Kind.UNKNOWN, "field " + name + " is missing or malformed in " + node);
    }
}
