package io.nexus.connectors.recorded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nexus.connectors.wire.DecimalStep;
import io.nexus.connectors.wire.FieldParser;
import io.nexus.connectors.wire.InstrumentCodec;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parses Binance's combined-stream messages ({@code trade}, {@code bookTicker}, {@code depth}) and the REST depth snapshot
 * of one instrument. Level quantities off the lot are rounded down: orders that rested since the lot was finer (measured: 10
 * levels in 11 minutes, far from the touch). In a combined message the stream's name must come first. Not thread-safe. */
final class BinanceMessageParser {
    private static final long MISSING = Long.MIN_VALUE;
    private static final long[] NO_LEVELS = {};

    private final JsonFactory json = new JsonFactory();
    private final FieldParser fields = new FieldParser(FieldParser.OffLot.ROUNDED_DOWN);
    private final InstrumentCodec codec;

    private long exchangeTimeMs;
    private long firstId;
    private long lastId;
    private long previousId;
    private long bidTicks;
    private long bidLots;
    private long askTicks;
    private long askLots;
    private @Nullable Side aggressor;
    /** What the venue says a print is; null if it says nothing. */
    private @Nullable String executionType;

    private @Nullable RefusedException badNumber;
    private @Nullable MarketEventKind kind;
    private long[] bidLevelTicks = NO_LEVELS;
    private long[] bidLevelLots = NO_LEVELS;
    private long[] askLevelTicks = NO_LEVELS;
    private long[] askLevelLots = NO_LEVELS;

    BinanceMessageParser(InstrumentCodec codec) {
        this.codec = codec;
    }

    /** The event of one message; sequence and send time are left to the gateway.
     *
     * @throws RefusedException broken JSON or an unknown stream, another symbol, a price or quantity off its step */
    MarketEvent parse(byte[] bytes, int offset, int length, long feedTimeMs) throws RefusedException {
        clear();
        try (JsonParser in = json.createParser(bytes, offset, length)) {
            FieldParser.enterObject(in);
            MarketEventKind of = MarketEventKind.BOOK_SNAPSHOT;
            while (FieldParser.nextField(in)) {
                switch (in.currentName()) {
                    case "stream" -> {
                        of = kind(FieldParser.text(in));
                        kind = of;
                    }
                    case "data" -> data(in, of);
                    case "lastUpdateId" -> lastId = FieldParser.longValue(in);
                    case "E" -> exchangeTimeMs = FieldParser.longValue(in);
                    case "bids" -> bids(in);
                    case "asks" -> asks(in);
                    default -> FieldParser.skip(in);
                }
            }
            if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                throw broken("the message does not end where its object ends");
            }
            return event(of, feedTimeMs);
        } catch (IOException e) {
            throw broken("no JSON: " + e.getMessage());
        }
    }

    /** Whether the message parsed last was a change of the book, as far as it came. */
    boolean isDelta() {
        return kind == MarketEventKind.BOOK_DELTA;
    }

    /** What was left out of the message parsed last; null if nothing was. */
    @Nullable
    String oddLevels() {
        return fields.oddLevels() == 0 ? null : fields.oddLevelDetail();
    }

    private void clear() {
        fields.beginMessage();
        kind = null;
        executionType = null;
        badNumber = null;
        exchangeTimeMs = MarketEvent.NO_EXCHANGE_TIME;
        firstId = MISSING;
        lastId = MISSING;
        previousId = 0;
        bidTicks = MISSING;
        bidLots = MISSING;
        askTicks = MISSING;
        askLots = MISSING;
        aggressor = null;
        bidLevelTicks = NO_LEVELS;
        bidLevelLots = NO_LEVELS;
        askLevelTicks = NO_LEVELS;
        askLevelLots = NO_LEVELS;
    }

    private static MarketEventKind kind(String stream) throws RefusedException {
        String name = stream.substring(stream.indexOf('@') + 1);
        if (name.equals("trade")) {
            return MarketEventKind.TRADE;
        }
        if (name.equals("bookTicker")) {
            return MarketEventKind.QUOTE;
        }
        if (name.equals("depth") || name.startsWith("depth@")) {
            return MarketEventKind.BOOK_DELTA;
        }
        throw broken("unknown stream " + stream);
    }

    private void data(JsonParser in, MarketEventKind kind) throws IOException, RefusedException {
        FieldParser.enterObject(in);
        while (FieldParser.nextField(in)) {
            String name = in.currentName();
            switch (name) {
                case "s" -> symbol(FieldParser.text(in));
                case "E" -> exchangeTimeMs = FieldParser.longValue(in);
                default -> {
                    switch (kind) {
                        case TRADE -> trade(in, name);
                        case QUOTE -> quote(in, name);
                        case BOOK_DELTA -> delta(in, name);
                        default -> throw broken("the stream's name must come before its data");
                    }
                }
            }
        }
    }

    private void trade(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "t" -> lastId = FieldParser.longValue(in);
            case "p" -> bidTicks = printed(in, codec.price());
            case "q" -> bidLots = printed(in, codec.quantity());
            case "X" -> executionType = FieldParser.text(in);
            case "m" -> aggressor = FieldParser.booleanValue(in) ? Side.SELL : Side.BUY;
            default -> FieldParser.skip(in);
        }
    }

    /** A number of a print, or why it is none: what the print is may come later, and then it does not matter. */
    private long printed(JsonParser in, DecimalStep step) throws IOException, RefusedException {
        try {
            return FieldParser.decimal(in, step);
        } catch (RefusedException e) {
            badNumber = badNumber == null ? e : badNumber;
            return 0;
        }
    }

    private void quote(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "u" -> lastId = FieldParser.longValue(in);
            case "b" -> bidTicks = FieldParser.decimal(in, codec.price());
            case "B" -> bidLots = FieldParser.decimal(in, codec.quantity());
            case "a" -> askTicks = FieldParser.decimal(in, codec.price());
            case "A" -> askLots = FieldParser.decimal(in, codec.quantity());
            default -> FieldParser.skip(in);
        }
    }

    private void delta(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "U" -> firstId = FieldParser.longValue(in);
            case "u" -> lastId = FieldParser.longValue(in);
            case "pu" -> previousId = FieldParser.longValue(in);
            case "b" -> bids(in);
            case "a" -> asks(in);
            default -> FieldParser.skip(in);
        }
    }

    private void bids(JsonParser in) throws IOException, RefusedException {
        fields.levels(in, codec);
        bidLevelTicks = fields.ticks();
        bidLevelLots = fields.lots();
    }

    private void asks(JsonParser in) throws IOException, RefusedException {
        fields.levels(in, codec);
        askLevelTicks = fields.ticks();
        askLevelLots = fields.lots();
    }

    private void symbol(String symbol) throws RefusedException {
        if (!symbol.equals(codec.instrument().symbol())) {
            kind = null;
            throw new RefusedException(
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "symbol " + symbol + " in the stream of "
                            + codec.instrument().key());
        }
    }

    private MarketEvent event(MarketEventKind kind, long feedTimeMs) throws RefusedException {
        Record payload =
                switch (kind) {
                    case TRADE -> trade();
                    case QUOTE -> quote();
                    case BOOK_SNAPSHOT -> {
                        present(lastId);
                        yield book(lastId, 0);
                    }
                    default -> {
                        present(firstId, lastId);
                        yield book(firstId, previousId);
                    }
                };
        return MarketEvent.received(kind, codec.instrument().key(), feedTimeMs, exchangeTimeMs, payload);
    }

    private Quote quote() throws RefusedException {
        present(lastId, bidTicks, bidLots, askTicks, askLots);
        return new Quote(lastId, bidTicks, bidLots, askTicks, askLots);
    }

    private Trade trade() throws RefusedException {
        ExecutionType.requireTrade(executionType);
        if (badNumber != null) {
            throw badNumber;
        }
        present(lastId, bidTicks, bidLots);
        if (aggressor == null) {
            throw broken("a field is missing");
        }
        return new Trade(lastId, bidTicks, bidLots, aggressor);
    }

    private BookUpdate book(long first, long previous) {
        return new BookUpdate(first, lastId, previous, bidLevelTicks, bidLevelLots, askLevelTicks, askLevelLots);
    }

    private static void present(long... values) throws RefusedException {
        for (long value : values) {
            if (value == MISSING) {
                throw broken("a field is missing");
            }
        }
    }

    private static RefusedException broken(String detail) {
        return new RefusedException(RejectReason.BROKEN_JSON, detail);
    }
}
