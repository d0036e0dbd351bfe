package io.nexus.connectors.recorded;

import com.fasterxml.jackson.core.JsonParser;
import io.nexus.connectors.wire.DecimalStep;
import io.nexus.connectors.wire.FieldParser;
import io.nexus.connectors.wire.InstrumentCodec;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The parts of Binance's messages about trades, quotes and the book. Level quantities off the lot are rounded down: orders that
 * rested since the lot was finer (measured: 10 levels in 11 minutes, far from the touch). Remembers which trades came one by
 * one and which aggregated, so that none counts twice. Not thread-safe. */
final class BinanceMarketParser {
    private static final long MISSING = Long.MIN_VALUE;
    private static final long[] NO_LEVELS = {};

    private final FieldParser fields = new FieldParser(FieldParser.OffLot.ROUNDED_DOWN);
    private final InstrumentCodec codec;
    private final RecordingCounts counts;
    private long newestTradeId = MISSING;
    private long newestAggregatedId = MISSING;

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
    private long[] bidLevelTicks = NO_LEVELS;
    private long[] bidLevelLots = NO_LEVELS;
    private long[] askLevelTicks = NO_LEVELS;
    private long[] askLevelLots = NO_LEVELS;

    BinanceMarketParser(InstrumentCodec codec, RecordingCounts counts) {
        this.codec = codec;
        this.counts = counts;
    }

    void clear() {
        firstId = MISSING;
        lastId = MISSING;
        previousId = 0;
        bidTicks = MISSING;
        bidLots = MISSING;
        askTicks = MISSING;
        askLots = MISSING;
        aggressor = null;
        executionType = null;
        badNumber = null;
        fields.beginMessage();
        bidLevelTicks = NO_LEVELS;
        bidLevelLots = NO_LEVELS;
        askLevelTicks = NO_LEVELS;
        askLevelLots = NO_LEVELS;
    }

    /** A field of {@code trade}: its id, price, quantity and side. */
    void trade(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "t" -> lastId = FieldParser.longValue(in);
            default -> print(in, name);
        }
    }

    /** A field of {@code aggTrade}: the ids of its first and last trade, price, quantity and side. */
    void aggregateTrade(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "f" -> firstId = FieldParser.longValue(in);
            case "l" -> lastId = FieldParser.longValue(in);
            default -> print(in, name);
        }
    }

    private void print(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
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

    /** What was left out of the book since {@link #clear}; null if nothing was. */
    @Nullable
    String oddLevels() {
        return fields.oddLevels() == 0 ? null : fields.oddLevelDetail();
    }

    /** A field of {@code bookTicker}. */
    void quote(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "u" -> lastId = FieldParser.longValue(in);
            case "b" -> bidTicks = FieldParser.decimal(in, codec.price());
            case "B" -> bidLots = FieldParser.decimal(in, codec.quantity());
            case "a" -> askTicks = FieldParser.decimal(in, codec.price());
            case "A" -> askLots = FieldParser.decimal(in, codec.quantity());
            default -> FieldParser.skip(in);
        }
    }

    /** A field of {@code depthUpdate}. */
    void delta(JsonParser in, String name) throws IOException, RefusedException {
        switch (name) {
            case "U" -> firstId = FieldParser.longValue(in);
            case "u" -> lastId = FieldParser.longValue(in);
            case "pu" -> previousId = FieldParser.longValue(in);
            case "b" -> bids(in);
            case "a" -> asks(in);
            default -> FieldParser.skip(in);
        }
    }

    /** The id of a snapshot. */
    void snapshotId(JsonParser in) throws IOException, RefusedException {
        lastId = FieldParser.longValue(in);
    }

    void bids(JsonParser in) throws IOException, RefusedException {
        fields.levels(in, codec);
        bidLevelTicks = fields.ticks();
        bidLevelLots = fields.lots();
    }

    void asks(JsonParser in) throws IOException, RefusedException {
        fields.levels(in, codec);
        askLevelTicks = fields.ticks();
        askLevelLots = fields.lots();
    }

    /** What the fields since {@link #clear} say; null if it is a trade that is known.
     *
     * @throws RefusedException if a field is missing */
    @Nullable
    Record payload(BinanceStream stream) throws RefusedException {
        return switch (stream) {
            case TRADE -> isNews(newestAggregatedId) ? singleTrade() : null;
            case AGGREGATE_TRADE -> isNews(newestTradeId) ? aggregate() : null;
            case BOOK_TICKER -> {
                present(lastId, bidTicks, bidLots, askTicks, askLots);
                yield new Quote(lastId, bidTicks, bidLots, askTicks, askLots);
            }
            case DEPTH -> {
                present(firstId, lastId);
                yield book(firstId, previousId);
            }
            default -> {
                present(lastId);
                yield book(lastId, 0);
            }
        };
    }

    /** Whether a trade is not told already by the other kind of message about trades. */
    private boolean isNews(long newestOfOtherKind) {
        boolean isNews = lastId == MISSING || newestOfOtherKind == MISSING || lastId > newestOfOtherKind;
        if (!isNews) {
            counts.add(RecordingCounts.REPEATED_TRADES, 1);
        }
        return isNews;
    }

    private Trade singleTrade() throws RefusedException {
        Trade trade = print();
        newestTradeId = Math.max(newestTradeId, lastId);
        return trade;
    }

    /** All its trades as one, with the id of the last. */
    private Trade aggregate() throws RefusedException {
        present(firstId);
        Trade trade = print();
        newestAggregatedId = Math.max(newestAggregatedId, lastId);
        return trade;
    }

    private Trade print() throws RefusedException {
        ExecutionType.requireTrade(executionType);
        if (badNumber != null) {
            throw badNumber;
        }
        present(lastId, bidTicks, bidLots);
        if (aggressor == null) {
            throw missing();
        }
        return new Trade(lastId, bidTicks, bidLots, aggressor);
    }

    private BookUpdate book(long first, long previous) {
        return new BookUpdate(first, lastId, previous, bidLevelTicks, bidLevelLots, askLevelTicks, askLevelLots);
    }

    private static void present(long... values) throws RefusedException {
        for (long value : values) {
            if (value == MISSING) {
                throw missing();
            }
        }
    }

    private static RefusedException missing() {
        return new RefusedException(RejectReason.BROKEN_JSON, "a field is missing");
    }
}
