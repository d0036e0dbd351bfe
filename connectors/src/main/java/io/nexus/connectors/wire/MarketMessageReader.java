package io.nexus.connectors.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.CalendarEvent;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON payload that {@link MarketMessageWriter} writes, checks its numbers by {@link MarketRules}, and shares
 * one key string among all events of an instrument. The instrument must stand before the payload. Not thread-safe. */
public final class MarketMessageReader {
    private final JsonFactory json = new JsonFactory();
    private final Map<String, InstrumentCodec> codecByInstrument;
    private final PayloadParser payloads = new PayloadParser();

    private @Nullable MarketEventKind kind;
    private @Nullable InstrumentCodec codec;
    private String instrument = "";
    private long feedTimeMs;
    private long exchangeTimeMs;
    private boolean isGenerated;
    private long sourceIndex;
    private @Nullable Trade trade;
    private @Nullable Quote quote;
    private @Nullable BookUpdate book;
    private @Nullable Bar bar;
    private @Nullable Liquidation liquidation;
    private @Nullable FundingRate funding;
    private @Nullable MarkPrice mark;
    private @Nullable OpenInterest openInterest;
    private @Nullable CalendarEvent calendar;

    public MarketMessageReader(InstrumentCatalog catalog) {
        codecByInstrument = InstrumentCodec.byKey(catalog);
    }

    /** The event of a payload, {@link Freshness#FRESH}, with what the signed headers add.
     *
     * @throws RefusedException broken JSON, unknown instrument, bad price or quantity, crossed book */
    public MarketEvent read(byte[] payload, long sequence, long sentAtWallMs) throws RefusedException {
        return read(payload, 0, payload.length, sequence, sentAtWallMs);
    }

    /** The event of a payload inside a longer array.
     *
     * @throws RefusedException broken JSON, unknown instrument, bad price or quantity, crossed book */
    public MarketEvent read(byte[] bytes, int offset, int length, long sequence, long sentAtWallMs)
            throws RefusedException {
        clear();
        try (JsonParser in = json.createParser(bytes, offset, length)) {
            FieldParser.enterObject(in);
            while (FieldParser.nextField(in)) {
                field(in);
            }
            if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                throw broken("the message does not end where its object ends");
            }
        } catch (IOException e) {
            throw broken("no JSON: " + firstLine(e));
        }
        return event(sequence, sentAtWallMs);
    }

    /** Count of source messages that the payload read last carries; 0 if none. */
    public long sourceIndex() {
        return sourceIndex;
    }

    /** Instrument of the payload read last, as far as it came; empty if it did not come so far. */
    public String instrument() {
        return instrument;
    }

    /** Kind of the payload read last; null if it did not come so far. */
    public @Nullable MarketEventKind kind() {
        return kind;
    }

    /** Whether the gateway made the message read last itself, as far as it came. */
    public boolean isGenerated() {
        return isGenerated || kind == MarketEventKind.END || kind == MarketEventKind.HEARTBEAT;
    }

    /** What was left out of the payload read last; null if nothing was. */
    public @Nullable String oddLevels() {
        return payloads.oddLevels();
    }

    /** The gap that the payload read last, refused, leaves; null if it was no change of a book of the catalogue. */
    public @Nullable MarketEvent gap(long sequence, long sentAtWallMs) {
        boolean isGap = kind == MarketEventKind.BOOK_DELTA && codec != null && feedTimeMs > 0;
        return isGap ? MarketEvent.bookGap(instrument, sequence, feedTimeMs, sentAtWallMs) : null;
    }

    /** Feed time of the payload read last; 0 if it did not come so far. */
    public long feedTimeMs() {
        return feedTimeMs;
    }

    private void clear() {
        payloads.beginMessage();
        kind = null;
        codec = null;
        instrument = "";
        feedTimeMs = 0;
        exchangeTimeMs = MarketEvent.NO_EXCHANGE_TIME;
        isGenerated = false;
        sourceIndex = 0;
        trade = null;
        quote = null;
        book = null;
        bar = null;
        liquidation = null;
        funding = null;
        mark = null;
        openInterest = null;
        calendar = null;
    }

    private void field(JsonParser in) throws IOException, RefusedException {
        switch (in.currentName()) {
            case "kind" -> kind = FieldParser.enumValue(in, MarketEventKind.class);
            case "feedTimeMs" -> feedTimeMs = FieldParser.longValue(in);
            case "exchangeTimeMs" -> exchangeTimeMs = FieldParser.longValue(in);
            case "generated" -> isGenerated = FieldParser.booleanValue(in);
            case "sourceIndex" -> sourceIndex = FieldParser.longValue(in);
            case "instrument" -> instrument(FieldParser.text(in));
            case "trade" -> trade = payloads.trade(in, codec());
            case "quote" -> quote = payloads.quote(in, codec());
            case "book" -> book = payloads.book(in, codec());
            case "bar" -> bar = payloads.bar(in, codec());
            case "liquidation" -> liquidation = payloads.liquidation(in, codec());
            case "funding" -> funding = payloads.funding(in);
            case "mark" -> mark = payloads.mark(in);
            case "openInterest" -> openInterest = payloads.openInterest(in);
            case "calendar" -> calendar = payloads.calendar(in);
            default -> FieldParser.skip(in);
        }
    }

    private void instrument(String key) throws RefusedException {
        codec = codecByInstrument.get(key);
        instrument = codec == null ? key : codec.instrument().key();
        if (codec == null) {
            throw new RefusedException(RejectReason.UNKNOWN_INSTRUMENT, "unknown instrument " + key);
        }
    }

    private InstrumentCodec codec() throws RefusedException {
        if (codec == null) {
            throw broken("the instrument must stand before the payload");
        }
        return codec;
    }

    private MarketEvent event(long sequence, long sentAtWallMs) throws RefusedException {
        if (kind == null || feedTimeMs <= 0) {
            throw broken("kind or feedTimeMs is missing");
        }
        if ((codec == null) != (kind == MarketEventKind.HEARTBEAT)) {
            throw broken("a heartbeat has no instrument, every other message has one; kind was " + kind);
        }
        if (payloads() != (carriesNone(kind) ? 0 : 1) || !hasPayload(kind)) {
            throw broken("the payload is not the one of kind " + kind);
        }
        MarketEvent event = new MarketEvent(
                kind,
                instrument,
                sequence,
                feedTimeMs,
                exchangeTimeMs,
                sentAtWallMs,
                isGenerated,
                Freshness.FRESH,
                trade,
                quote,
                book,
                bar,
                liquidation,
                funding,
                mark,
                openInterest,
                calendar);
        if (codec == null) {
            MarketRules.times(event);
        } else {
            MarketRules.check(event, codec.instrument());
        }
        return event;
    }

    private boolean hasPayload(MarketEventKind of) {
        return switch (of) {
            case TRADE -> trade != null;
            case QUOTE -> quote != null;
            case BOOK_SNAPSHOT, BOOK_DELTA -> book != null;
            case BAR -> bar != null;
            case LIQUIDATION -> liquidation != null;
            case FUNDING -> funding != null;
            case MARK_PRICE -> mark != null;
            case OPEN_INTEREST -> openInterest != null;
            case CALENDAR -> calendar != null;
            case HEARTBEAT, END, BOOK_GAP -> true;
        };
    }

    private static boolean carriesNone(MarketEventKind of) {
        return switch (of) {
            case HEARTBEAT, END, BOOK_GAP -> true;
            default -> false;
        };
    }

    private int payloads() {
        return count(trade)
                + count(quote)
                + count(book)
                + count(bar)
                + count(liquidation)
                + count(funding)
                + count(mark)
                + count(openInterest)
                + count(calendar);
    }

    private static int count(@Nullable Object payload) {
        return payload == null ? 0 : 1;
    }

    private static RefusedException broken(String detail) {
        return new RefusedException(RejectReason.BROKEN_JSON, detail);
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
