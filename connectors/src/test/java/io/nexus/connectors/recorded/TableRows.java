package io.nexus.connectors.recorded;

import io.nexus.connectors.wire.InstrumentCodec;
import io.nexus.connectors.wire.MarketRules;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.RejectReason;
import org.jspecify.annotations.Nullable;

/** Turns rows of one instrument's table into market events: a trade, or a book update with the one level of its row. */
final class TableRows {
    private static final long[] NONE = {};

    private final InstrumentCodec codec;
    private final boolean isSnapshots;

    TableRows(MarketTable table) {
        codec = InstrumentCodec.of(table.instrument);
        isSnapshots = table.isSnapshots;
    }

    /** The event of a row, its numbers checked by the feed's rules.
     *
     * @throws RefusedException with the reason Layer 0 would give */
    MarketEvent event(MarketTable.Row row) throws RefusedException {
        if (row.has("Symbol") && !row.text("Symbol").equals(codec.instrument().symbol())) {
            throw new RefusedException(RejectReason.UNKNOWN_INSTRUMENT, "symbol " + row.text("Symbol"));
        }
        if (row.has("TradeId")) {
            ExecutionType.requireTrade(isVoidTrade(row) ? "blank" : row.text("XUnknownParameter"));
        }
        try {
            MarketEvent event = row.has("TradeId") ? trade(row) : book(row);
            MarketRules.check(event, codec.instrument());
            return event;
        } catch (NumberFormatException e) {
            throw new RefusedException(RejectReason.BROKEN_JSON, "no number: " + e.getMessage());
        }
    }

    /** Whether the row is one of a REST snapshot. */
    boolean isSnapshot(MarketTable.Row row) {
        return isSnapshots || row.text("StreamType").equals("DEPTH_SNAPSHOT");
    }

    /** Whether the row is a placeholder by which Binance's futures stream uses up a trade id: no type, price 0, quantity 0. No
     * trade took place, so it is no event and no fault. */
    private static boolean isVoidTrade(MarketTable.Row row) {
        return row.has("TradeId")
                && !row.has("XUnknownParameter")
                && !row.has("MUnknownParameter")
                && row.text("Price").equals("0.0")
                && row.text("Quantity").equals("0.0");
    }

    private MarketEvent trade(MarketTable.Row row) throws RefusedException {
        Side aggressor = isFlagSet(row, "IsBuyerMarketMaker") ? Side.SELL : Side.BUY;
        Trade trade = new Trade(row.number("TradeId"), price(row), quantity(row), aggressor);
        return event(row, MarketEventKind.TRADE, trade, null);
    }

    private MarketEvent book(MarketTable.Row row) throws RefusedException {
        boolean isSnapshot = isSnapshot(row);
        long last = row.number(isSnapshot ? "LastUpdateId" : "FinalUpdateId");
        long first = isSnapshot ? last : row.number("FirstUpdateId");
        long previous = row.has("FinalUpdateIdInLastStream") ? row.number("FinalUpdateIdInLastStream") : 0;
        if (first > last || (previous != 0 && previous >= last)) {
            throw new RefusedException(
                    RejectReason.BROKEN_JSON, "update ids " + previous + ", " + first + ", " + last + " do not rise");
        }
        long[] ticks = {price(row)};
        long[] lots = {quantity(row)};
        BookUpdate update = isFlagSet(row, "IsAsk")
                ? new BookUpdate(first, last, previous, NONE, NONE, ticks, lots)
                : new BookUpdate(first, last, previous, ticks, lots, NONE, NONE);
        return event(row, isSnapshot ? MarketEventKind.BOOK_SNAPSHOT : MarketEventKind.BOOK_DELTA, null, update);
    }

    private MarketEvent event(
            MarketTable.Row row, MarketEventKind kind, @Nullable Trade trade, @Nullable BookUpdate book) {
        return new MarketEvent(
                kind,
                codec.instrument().key(),
                0,
                row.timeMs("TimestampOfReceive"),
                row.has("EventTime") ? row.timeMs("EventTime") : MarketEvent.NO_EXCHANGE_TIME,
                0,
                false,
                Freshness.FRESH,
                trade,
                null,
                book,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private long price(MarketTable.Row row) throws RefusedException {
        char[] text = row.text("Price").toCharArray();
        return codec.price().parse(text, 0, text.length);
    }

    private long quantity(MarketTable.Row row) throws RefusedException {
        char[] text = row.text("Quantity").toCharArray();
        return codec.quantity().parse(text, 0, text.length);
    }

    private static boolean isFlagSet(MarketTable.Row row, String column) throws RefusedException {
        String flag = row.text(column);
        if (!flag.equals("0") && !flag.equals("1")) {
            throw new RefusedException(RejectReason.BROKEN_JSON, column + " must be 0 or 1, was " + flag);
        }
        return flag.equals("1");
    }
}
