package io.nexus.connectors.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Binance's orders and executions as ours. A missing or malformed field is an {@link ExchangeException} that names
 * it: what the venue holds is not known then. */
final class OrderReader {
    private static final int FEE_SCALE = 8;

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

    /** An order's executions, by trade id upwards as they were reported. One whose price lies off our tick, or whose quantity off
     * our lot (the venue's filters have changed since ours were written), is booked at the next tick that is worse for us and at
     * the lots that are whole together with the executions before it; what that leaves out of the money is booked with its fee, so
     * that the wallet is exact up to a quantity below one lot. */
    static Executions executions(Instrument instrument, String clientOrderId, List<JsonNode> trades) {
        return new Executions(fills(instrument, clientOrderId, trades), remark(instrument, trades));
    }

    /** Executions of an order.
     *
     * @param remark what people must know of them; null if nothing */
    record Executions(List<Fill> fills, @Nullable String remark) {
        static final Executions NONE = new Executions(List.of(), null);

        long lots() {
            return fills.stream().mapToLong(Fill::lots).sum();
        }
    }

    private static List<Fill> fills(Instrument instrument, String clientOrderId, List<JsonNode> trades) {
        List<Fill> fills = new ArrayList<>();
        BigDecimal executed = BigDecimal.ZERO;
        BigDecimal carried = BigDecimal.ZERO;
        long bookedLots = 0;
        for (JsonNode trade : trades) {
            boolean isBuy = trade.has("side")
                    ? text(trade, "side").equals("BUY")
                    : trade.path("isBuyer").asBoolean();
            BigDecimal price = decimal(trade, "price");
            BigDecimal quantity = decimal(trade, "qty");
            executed = executed.add(quantity);
            long lots = wholeLots(instrument, executed) - bookedLots;
            long priceTicks = worseTicks(instrument, price, isBuy);
            BigDecimal exact = instrument.isInverse()
                    ? instrument.notional(priceTicks, lots)
                    : price.multiply(quantity).multiply(instrument.contractMultiplier());
            BigDecimal difference = exact.subtract(instrument.notional(priceTicks, lots));
            BigDecimal fee = fee(instrument, trade, price, quantity);
            carried = carried.signum() == 0 ? fee : carried.add(fee);
            if (difference.signum() != 0) {
                carried = isBuy ? carried.add(difference) : carried.subtract(difference);
            }
            if (lots > 0) {
                bookedLots += lots;
                fills.add(new Fill(
                        number(trade, "id"),
                        clientOrderId,
                        isBuy ? Side.BUY : Side.SELL,
                        priceTicks,
                        lots,
                        carried,
                        number(trade, "time")));
                carried = BigDecimal.ZERO;
            }
        }
        return fills;
    }

    /** What people must know of executions that our tick or lot can't express; null if there are none. */
    private static @Nullable String remark(Instrument instrument, List<JsonNode> trades) {
        for (JsonNode trade : trades) {
            BigDecimal price = decimal(trade, "price");
            BigDecimal quantity = decimal(trade, "qty");
            boolean isOff = price.remainder(instrument.tickSize()).signum() != 0
                    || quantity.remainder(instrument.lotSize()).signum() != 0;
            if (isOff) {
                return "execution " + text(trade, "id") + " of " + quantity + " at " + price + " is off our tick "
                        + instrument.tickSize() + " or lot " + instrument.lotSize()
                        + ": rounded, the difference is booked with the fee; renew the instrument's filters";
            }
        }
        return null;
    }

    private static long worseTicks(Instrument instrument, BigDecimal price, boolean isBuy) {
        RoundingMode worse = isBuy ? RoundingMode.CEILING : RoundingMode.FLOOR;
        return price.divide(instrument.tickSize(), 0, worse).max(BigDecimal.ONE).longValueExact();
    }

    private static long wholeLots(Instrument instrument, BigDecimal quantity) {
        return quantity.divide(instrument.lotSize(), 0, RoundingMode.DOWN).longValueExact();
    }

    /** What the venue remembers of an order of ours: no plan, no evaluation, no trigger. */
    static OrderIntent intent(String account, Instrument instrument, JsonNode order) {
        String clientOrderId = clientOrderId(order);
        String positionId = ClientOrderId.positionOfClose(clientOrderId);
        boolean isClose = positionId != null;
        boolean isMarket = text(order, "type").equals("MARKET");
        boolean isIoc = isMarket || text(order, "timeInForce").equals("IOC");
        long createdAtMs = createdAtMs(order);
        return new OrderIntent(
                account,
                instrument.key(),
                clientOrderId,
                positionId == null ? clientOrderId : positionId,
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

    /** Whole lots of a quantity, towards zero: it may lie off our lot. */
    static long lots(Instrument instrument, JsonNode node, String name) {
        return wholeLots(instrument, decimal(node, name));
    }

    private static long ticks(Instrument instrument, JsonNode node, String name) {
        return decimal(node, name)
                .divide(instrument.tickSize(), 0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** Fee in quote units: as charged in the quote asset, at the execution's price in the base asset; in any other asset
     * (a discount token) the taker fee stands for it. */
    private static BigDecimal fee(Instrument instrument, JsonNode trade, BigDecimal price, BigDecimal quantity) {
        BigDecimal commission = decimal(trade, "commission");
        String asset = text(trade, "commissionAsset");
        if (commission.signum() == 0 || instrument.symbol().endsWith(asset)) {
            return commission;
        }
        BigDecimal value = instrument.symbol().startsWith(asset)
                ? commission.multiply(price)
                : price.multiply(quantity)
                        .multiply(instrument.contractMultiplier())
                        .multiply(instrument.takerFeeRatio());
        return value.setScale(FEE_SCALE, RoundingMode.HALF_EVEN);
    }

    private static ExchangeException malformed(String name, JsonNode node) {
        return new ExchangeException(
                ExchangeException.Kind.UNKNOWN, "field " + name + " is missing or malformed in " + node);
    }
}
