package io.nexus.connectors.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a market event as the JSON payload of schema version 1: prices and quantities as decimal text, sequence and send
 * time not at all (they travel in the signed headers). Not thread-safe. */
public final class MarketMessageWriter {
    /** Version of the payload, sent in the {@code schemaVersion} header. */
    public static final int SCHEMA_VERSION = 1;

    private final JsonFactory json = new JsonFactory();
    private final Map<String, InstrumentCodec> codecByInstrument;
    private final char[] number = new char[DecimalStep.MAX_LENGTH];
    private final ByteArrayBuilder bytes = new ByteArrayBuilder(1024);

    public MarketMessageWriter(InstrumentCatalog catalog) {
        codecByInstrument = InstrumentCodec.byKey(catalog);
    }

    /** Payload of an event.
     *
     * @param sourceIndex how many messages the gateway had taken from its source, itself included; 0 if none is known
     * @throws IllegalArgumentException if the event's instrument is not in the catalogue */
    public byte[] write(MarketEvent event, long sourceIndex) {
        bytes.reset();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("kind", event.kind().name());
            out.writeNumberField("feedTimeMs", event.feedTimeMs());
            if (event.hasExchangeTime()) {
                out.writeNumberField("exchangeTimeMs", event.exchangeTimeMs());
            }
            if (event.isGenerated()) {
                out.writeBooleanField("generated", true);
            }
            if (sourceIndex > 0) {
                out.writeNumberField("sourceIndex", sourceIndex);
            }
            if (!event.instrument().isEmpty()) {
                out.writeStringField("instrument", event.instrument());
                payload(out, event, codec(event.instrument()));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private InstrumentCodec codec(String instrument) {
        InstrumentCodec codec = codecByInstrument.get(instrument);
        if (codec == null) {
            throw new IllegalArgumentException("unknown instrument " + instrument);
        }
        return codec;
    }

    private void payload(JsonGenerator out, MarketEvent event, InstrumentCodec codec) throws IOException {
        switch (event.kind()) {
            case TRADE -> trade(out, required(event.trade()), codec);
            case QUOTE -> quote(out, required(event.quote()), codec);
            case BOOK_SNAPSHOT, BOOK_DELTA -> book(out, required(event.book()), codec);
            case BAR -> bar(out, required(event.bar()), codec);
            case LIQUIDATION -> liquidation(out, required(event.liquidation()), codec);
            case FUNDING -> {
                out.writeObjectFieldStart("funding");
                out.writeNumberField("rate", required(event.funding()).rateRatio());
                out.writeNumberField(
                        "nextFundingTimeMs", required(event.funding()).nextFundingTimeMs());
                out.writeEndObject();
            }
            case MARK_PRICE -> {
                out.writeObjectFieldStart("mark");
                out.writeNumberField("mark", required(event.mark()).markPrice());
                out.writeNumberField("index", required(event.mark()).indexPrice());
                out.writeEndObject();
            }
            case OPEN_INTEREST -> {
                out.writeObjectFieldStart("openInterest");
                out.writeNumberField("lots", required(event.openInterest()).lots());
                out.writeEndObject();
            }
            case CALENDAR -> {
                out.writeObjectFieldStart("calendar");
                out.writeStringField("name", required(event.calendar()).name());
                out.writeNumberField("atMs", required(event.calendar()).atMs());
                out.writeEndObject();
            }
            case HEARTBEAT, END, BOOK_GAP -> {}
        }
    }

    private void trade(JsonGenerator out, Trade trade, InstrumentCodec codec) throws IOException {
        out.writeObjectFieldStart("trade");
        out.writeNumberField("id", trade.tradeId());
        decimal(out, "price", codec.price(), trade.priceTicks());
        decimal(out, "quantity", codec.quantity(), trade.lots());
        out.writeStringField("aggressor", trade.aggressor().name());
        out.writeEndObject();
    }

    private void quote(JsonGenerator out, Quote quote, InstrumentCodec codec) throws IOException {
        out.writeObjectFieldStart("quote");
        out.writeNumberField("updateId", quote.updateId());
        decimal(out, "bid", codec.price(), quote.bidTicks());
        decimal(out, "bidQuantity", codec.quantity(), quote.bidLots());
        decimal(out, "ask", codec.price(), quote.askTicks());
        decimal(out, "askQuantity", codec.quantity(), quote.askLots());
        out.writeEndObject();
    }

    private void book(JsonGenerator out, BookUpdate book, InstrumentCodec codec) throws IOException {
        out.writeObjectFieldStart("book");
        out.writeNumberField("firstUpdateId", book.firstUpdateId());
        out.writeNumberField("lastUpdateId", book.lastUpdateId());
        out.writeNumberField("previousUpdateId", book.previousUpdateId());
        if (book.knownLowTicks() != 0) {
            decimal(out, "knownLow", codec.price(), book.knownLowTicks());
        }
        if (book.knownHighTicks() != 0) {
            decimal(out, "knownHigh", codec.price(), book.knownHighTicks());
        }
        levels(out, "bids", book.bidTicks(), book.bidLots(), codec);
        levels(out, "asks", book.askTicks(), book.askLots(), codec);
        out.writeEndObject();
    }

    private void levels(JsonGenerator out, String name, long[] ticks, long[] lots, InstrumentCodec codec)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (int i = 0; i < ticks.length; i++) {
            out.writeStartArray();
            decimal(out, codec.price(), ticks[i]);
            decimal(out, codec.quantity(), lots[i]);
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private void bar(JsonGenerator out, Bar bar, InstrumentCodec codec) throws IOException {
        out.writeObjectFieldStart("bar");
        out.writeNumberField("intervalMs", bar.intervalMs());
        out.writeNumberField("openTimeMs", bar.openTimeMs());
        decimal(out, "open", codec.price(), bar.openTicks());
        decimal(out, "high", codec.price(), bar.highTicks());
        decimal(out, "low", codec.price(), bar.lowTicks());
        decimal(out, "close", codec.price(), bar.closeTicks());
        decimal(out, "volume", codec.quantity(), bar.volumeLots());
        if (bar.takerBuyLots() != Bar.NO_TAKER_VOLUME) {
            decimal(out, "takerBuy", codec.quantity(), bar.takerBuyLots());
        }
        out.writeNumberField("trades", bar.trades());
        out.writeEndObject();
    }

    private void liquidation(JsonGenerator out, Liquidation liquidation, InstrumentCodec codec) throws IOException {
        out.writeObjectFieldStart("liquidation");
        decimal(out, "price", codec.price(), liquidation.priceTicks());
        decimal(out, "quantity", codec.quantity(), liquidation.lots());
        out.writeStringField("side", liquidation.side().name());
        out.writeEndObject();
    }

    private void decimal(JsonGenerator out, String name, DecimalStep step, long multiple) throws IOException {
        out.writeFieldName(name);
        decimal(out, step, multiple);
    }

    private void decimal(JsonGenerator out, DecimalStep step, long multiple) throws IOException {
        int start = step.format(multiple, number);
        out.writeString(number, start, number.length - start);
    }

    private static <T> T required(@Nullable T payload) {
        if (payload == null) {
            throw new IllegalArgumentException("the event lacks the payload its kind names");
        }
        return payload;
    }
}
