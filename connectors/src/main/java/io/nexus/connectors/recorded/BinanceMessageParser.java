package io.nexus.connectors.recorded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.connectors.wire.FieldParser;
import io.nexus.connectors.wire.InstrumentCodec;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses Binance's messages of one instrument: of combined streams, with {@code stream} and {@code data} in either order, of
 * raw streams, and what REST answers for depth and open interest. Not thread-safe. */
final class BinanceMessageParser {
    private static final long MICROSECONDS_FROM = 100_000_000_000_000L;

    private final JsonFactory json = new JsonFactory();
    private final ObjectMapper trees = new ObjectMapper();
    private final InstrumentCodec codec;
    private final BinanceMarketParser market;
    private final BinanceReferenceParser reference;
    private long exchangeTimeMs;
    /** Of the message parsed last, as far as it came; null before it is known, and of another instrument's. */
    private @Nullable BinanceStream newest;

    /** Parser of an instrument's messages.
     *
     * @param counts takes note of trades that came twice */
    BinanceMessageParser(InstrumentCodec codec, RecordingCounts counts) {
        this.codec = codec;
        market = new BinanceMarketParser(codec, counts);
        reference = new BinanceReferenceParser(codec);
    }

    /** The event of one message; sequence and send time are left to the gateway. Null if it tells only of trades that are known.
     *
     * @throws RefusedException broken JSON, a stream that is not read, another symbol, a price or quantity off its step */
    @Nullable
    MarketEvent parse(byte[] bytes, int offset, int length, long feedTimeMs) throws RefusedException {
        return parse(bytes, offset, length, feedTimeMs, true);
    }

    /** The second event of the message parsed last; null if it has none. */
    @Nullable
    MarketEvent second() {
        return reference.second();
    }

    private @Nullable MarketEvent parse(byte[] bytes, int offset, int length, long feedTimeMs, boolean mayReorder)
            throws RefusedException {
        clear();
        try (JsonParser in = json.createParser(bytes, offset, length)) {
            FieldParser.enterObject(in);
            BinanceStream stream = BinanceStream.SNAPSHOT;
            boolean isRaw = false;
            while (FieldParser.nextField(in)) {
                String name = in.currentName();
                if (isRaw) {
                    field(in, stream, name);
                    continue;
                }
                switch (name) {
                    case "stream" -> {
                        stream = BinanceStream.of(FieldParser.text(in));
                        newest = stream;
                    }
                    case "e" -> {
                        stream = BinanceStream.ofEvent(FieldParser.text(in));
                        newest = stream;
                        isRaw = true;
                    }
                    case "data" -> {
                        if (stream == BinanceStream.SNAPSHOT) {
                            return reordered(bytes, offset, length, feedTimeMs, mayReorder);
                        }
                        data(in, stream);
                    }
                    case "openInterest" -> {
                        stream = BinanceStream.OPEN_INTEREST;
                        reference.openInterest(in);
                    }
                    case "lastUpdateId" -> market.snapshotId(in);
                    case "E", "time" -> exchangeTimeMs = timeMs(in);
                    case "symbol" -> symbol(FieldParser.text(in));
                    case "bids" -> market.bids(in);
                    case "asks" -> market.asks(in);
                    case "s", "u", "o" -> {
                        return reordered(bytes, offset, length, feedTimeMs, mayReorder);
                    }
                    case "result", "id", "error", "code" -> throw new RefusedException(
                            RejectReason.UNKNOWN_STREAM, "a response of the venue, no market data");
                    default -> FieldParser.skip(in);
                }
            }
            if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                throw broken("the message does not end where its object ends");
            }
            return event(stream, feedTimeMs);
        } catch (IOException e) {
            throw broken("no JSON: " + firstLine(e));
        }
    }

    /** The same message with what says its kind before its data. */
    private @Nullable MarketEvent reordered(byte[] bytes, int offset, int length, long feedTimeMs, boolean mayReorder)
            throws IOException, RefusedException {
        JsonNode tree = trees.readTree(bytes, offset, length);
        if (!mayReorder || !(tree instanceof ObjectNode message)) {
            throw new RefusedException(RejectReason.UNKNOWN_STREAM, "the message names no stream");
        }
        ObjectNode ordered = trees.createObjectNode();
        JsonNode data = message.has("data") ? message.path("data") : message;
        if (message.has("stream")) {
            ordered.set("stream", message.path("stream"));
        } else {
            String event = data.path("e").asText(data.has("a") && data.has("B") ? "bookTicker" : "");
            ordered.put("stream", "@" + BinanceStream.ofEvent(event).streamName());
        }
        ordered.set("data", data);
        byte[] text = trees.writeValueAsBytes(ordered);
        return parse(text, 0, text.length, feedTimeMs, false);
    }

    /** Whether the message parsed last was a change of the book, as far as it came. */
    boolean isDelta() {
        return newest == BinanceStream.DEPTH;
    }

    /** What was left out of the message parsed last; null if nothing was. */
    @Nullable
    String oddLevels() {
        return market.oddLevels();
    }

    private void clear() {
        newest = null;
        exchangeTimeMs = MarketEvent.NO_EXCHANGE_TIME;
        market.clear();
        reference.clear();
    }

    private void data(JsonParser in, BinanceStream stream) throws IOException, RefusedException {
        FieldParser.enterObject(in);
        while (FieldParser.nextField(in)) {
            field(in, stream, in.currentName());
        }
    }

    private void field(JsonParser in, BinanceStream stream, String name) throws IOException, RefusedException {
        switch (name) {
            case "s" -> symbol(FieldParser.text(in));
            case "E" -> exchangeTimeMs = timeMs(in);
            default -> {
                switch (stream) {
                    case TRADE -> market.trade(in, name);
                    case AGGREGATE_TRADE -> market.aggregateTrade(in, name);
                    case BOOK_TICKER -> market.quote(in, name);
                    case DEPTH -> market.delta(in, name);
                    case MARK_PRICE -> reference.mark(in, name);
                    case FORCE_ORDER -> {
                        if (name.equals("o")) {
                            symbol(reference.forceOrder(in));
                        } else {
                            FieldParser.skip(in);
                        }
                    }
                    case OPEN_INTEREST -> {
                        if (name.equals("o") || name.equals("openInterest")) {
                            reference.openInterest(in);
                        } else {
                            FieldParser.skip(in);
                        }
                    }
                    case SNAPSHOT -> FieldParser.skip(in);
                }
            }
        }
    }

    private static long timeMs(JsonParser in) throws IOException, RefusedException {
        long time = FieldParser.longValue(in);
        return time >= MICROSECONDS_FROM ? time / 1_000 : time;
    }

    private void symbol(String symbol) throws RefusedException {
        String ours = codec.instrument().symbol();
        if (!symbol.equals(ours) && !symbol.toUpperCase(Locale.ROOT).equals(ours.toUpperCase(Locale.ROOT))) {
            newest = null;
            throw new RefusedException(
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "symbol " + symbol + " in the stream of "
                            + codec.instrument().key());
        }
    }

    private @Nullable MarketEvent event(BinanceStream stream, long feedTimeMs) throws RefusedException {
        MarketEventKind kind =
                switch (stream) {
                    case TRADE, AGGREGATE_TRADE -> MarketEventKind.TRADE;
                    case BOOK_TICKER -> MarketEventKind.QUOTE;
                    case DEPTH -> MarketEventKind.BOOK_DELTA;
                    case SNAPSHOT -> MarketEventKind.BOOK_SNAPSHOT;
                    case MARK_PRICE, FORCE_ORDER, OPEN_INTEREST -> null;
                };
        if (kind == null) {
            return reference.event(stream, feedTimeMs, exchangeTimeMs);
        }
        Record payload = market.payload(stream);
        return payload == null
                ? null
                : MarketEvent.received(kind, codec.instrument().key(), feedTimeMs, exchangeTimeMs, payload);
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static RefusedException broken(String detail) {
        return new RefusedException(RejectReason.BROKEN_JSON, detail);
    }
}
