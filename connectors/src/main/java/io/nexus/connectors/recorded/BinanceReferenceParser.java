package io.nexus.connectors.recorded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nexus.connectors.wire.FieldParser;
import io.nexus.connectors.wire.InstrumentCodec;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Side;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The parts of Binance's messages about mark price, funding, forced orders and open interest. A mark price message tells of
 * funding, too: two events. Not thread-safe. */
final class BinanceReferenceParser {
    private final InstrumentCodec codec;
    private @Nullable BigDecimal mark;
    private @Nullable BigDecimal index;
    private @Nullable BigDecimal fundingRate;
    private long fundingTimeMs;
    private @Nullable BigDecimal price;
    private @Nullable BigDecimal averagePrice;
    private @Nullable BigDecimal quantity;
    private @Nullable BigDecimal filled;
    private @Nullable Side side;
    private @Nullable BigDecimal openInterest;
    private @Nullable MarketEvent second;

    BinanceReferenceParser(InstrumentCodec codec) {
        this.codec = codec;
    }

    void clear() {
        mark = null;
        index = null;
        fundingRate = null;
        fundingTimeMs = 0;
        price = null;
        averagePrice = null;
        quantity = null;
        filled = null;
        side = null;
        openInterest = null;
        second = null;
    }

    /** The event behind the one that {@link #event} gave last; null if there is none. */
    @Nullable
    MarketEvent second() {
        return second;
    }

    /** A field of {@code markPriceUpdate}. */
    void mark(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "p" -> mark = number(in);
            case "i" -> index = number(in);
            case "r" -> fundingRate = number(in);
            case "T" -> fundingTimeMs = FieldParser.longValue(in);
            default -> FieldParser.skip(in);
        }
    }

    /** The order of {@code forceOrder}.
     *
     * @return its symbol */
    String forceOrder(JsonParser in) throws IOException, RefusedException {
        String symbol = "";
        FieldParser.enterObject(in);
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "s" -> symbol = FieldParser.text(in);
                case "S" -> side = FieldParser.enumValue(in, Side.class);
                case "p" -> price = number(in);
                case "ap" -> averagePrice = number(in);
                case "q" -> quantity = number(in);
                case "z" -> filled = number(in);
                default -> FieldParser.skip(in);
            }
        }
        return symbol;
    }

    void openInterest(JsonParser in) throws IOException, RefusedException {
        openInterest = number(in);
    }

    /** The event of the fields since {@link #clear}.
     *
     * @throws RefusedException if one is missing or impossible */
    MarketEvent event(BinanceStream stream, long feedTimeMs, long exchangeTimeMs) throws RefusedException {
        return switch (stream) {
            case MARK_PRICE -> markAndFunding(feedTimeMs, exchangeTimeMs);
            case FORCE_ORDER -> event(MarketEventKind.LIQUIDATION, feedTimeMs, exchangeTimeMs, liquidation());
            default -> event(
                    MarketEventKind.OPEN_INTEREST,
                    feedTimeMs,
                    exchangeTimeMs,
                    new OpenInterest(lots(present(openInterest)).doubleValue()));
        };
    }

    /** A contract without an index in its message has no mark price event: its basis would be made up. */
    private MarketEvent markAndFunding(long feedTimeMs, long exchangeTimeMs) throws RefusedException {
        MarketEvent marked = mark == null || index == null || index.signum() == 0
                ? null
                : event(
                        MarketEventKind.MARK_PRICE,
                        feedTimeMs,
                        exchangeTimeMs,
                        new MarkPrice(
                                positive(mark).doubleValue(), positive(index).doubleValue()));
        MarketEvent funded = fundingRate == null || fundingTimeMs <= 0
                ? null
                : event(
                        MarketEventKind.FUNDING,
                        feedTimeMs,
                        exchangeTimeMs,
                        new FundingRate(fundingRate.doubleValue(), fundingTimeMs));
        second = marked == null ? null : funded;
        MarketEvent first = marked == null ? funded : marked;
        if (first == null) {
            throw missing();
        }
        return first;
    }

    private Liquidation liquidation() throws RefusedException {
        BigDecimal at = price == null || price.signum() == 0 ? present(averagePrice) : price;
        BigDecimal size = filled == null || filled.signum() == 0 ? present(quantity) : filled;
        if (side == null) {
            throw missing();
        }
        long lots = whole(lots(positiveQuantity(size)));
        long ticks = whole(positive(at).divide(codec.instrument().tickSize(), 0, RoundingMode.HALF_EVEN));
        return new Liquidation(ticks, Math.max(1, lots), side);
    }

    private BigDecimal lots(BigDecimal amount) throws RefusedException {
        if (amount.signum() < 0) {
            throw new RefusedException(RejectReason.BAD_QUANTITY, "a quantity is negative: " + amount);
        }
        Instrument instrument = codec.instrument();
        return amount.divide(instrument.lotSize(), 0, RoundingMode.HALF_EVEN);
    }

    private MarketEvent event(MarketEventKind kind, long feedTimeMs, long exchangeTimeMs, Record payload) {
        return MarketEvent.received(kind, codec.instrument().key(), feedTimeMs, exchangeTimeMs, payload);
    }

    /** A decimal number as text; null where it is empty: delivery contracts have no funding. */
    private static @Nullable BigDecimal number(JsonParser in) throws IOException, RefusedException {
        JsonToken token = in.nextToken();
        boolean isNumber = token == JsonToken.VALUE_STRING || (token != null && token.isNumeric());
        String text = isNumber ? in.getText() : "";
        if (isNumber && text.isEmpty()) {
            return null;
        }
        try {
            if (isNumber && text.length() <= 40) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            throw notANumber(in, text);
        }
        throw notANumber(in, text);
    }

    private static RefusedException notANumber(JsonParser in, String text) throws IOException {
        return new RefusedException(
                RejectReason.BROKEN_JSON, in.currentName() + " must be a decimal number as text, was " + text);
    }

    private static long whole(BigDecimal number) throws RefusedException {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new RefusedException(RejectReason.BAD_QUANTITY, "too large: " + number.toPlainString());
        }
    }

    private static BigDecimal positive(BigDecimal price) throws RefusedException {
        if (price.signum() <= 0) {
            throw new RefusedException(RejectReason.BAD_PRICE, "price must be positive, was " + price.toPlainString());
        }
        return price;
    }

    private static BigDecimal positiveQuantity(BigDecimal quantity) throws RefusedException {
        if (quantity.signum() <= 0) {
            throw new RefusedException(
                    RejectReason.BAD_QUANTITY, "quantity must be positive, was " + quantity.toPlainString());
        }
        return quantity;
    }

    private static BigDecimal present(@Nullable BigDecimal value) throws RefusedException {
        if (value == null) {
            throw missing();
        }
        return value;
    }

    private static RefusedException missing() {
        return new RefusedException(RejectReason.BROKEN_JSON, "a field is missing");
    }
}
