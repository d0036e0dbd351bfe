package io.nexus.testbed.simulation;

import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** Binary form of the simulator's own messages inside its snapshot. */
final class EventCodec {
    private EventCodec() {}

    static void write(MarketEvent event, DataOutput out) throws IOException {
        out.writeUTF(event.kind().name());
        out.writeUTF(event.instrument());
        out.writeLong(event.feedTimeMs());
        out.writeLong(event.exchangeTimeMs());
        if (event.trade() != null) {
            write(
                    event.trade().tradeId(),
                    event.trade().priceTicks(),
                    event.trade().lots(),
                    out);
            out.writeByte(event.trade().aggressor().sign());
        } else if (event.liquidation() != null) {
            out.writeLong(event.liquidation().priceTicks());
            out.writeLong(event.liquidation().lots());
            out.writeByte(event.liquidation().side().sign());
        } else if (event.quote() != null) {
            write(
                    event.quote().updateId(),
                    event.quote().bidTicks(),
                    event.quote().bidLots(),
                    out);
            out.writeLong(event.quote().askTicks());
            out.writeLong(event.quote().askLots());
        } else if (event.book() != null) {
            writeBook(event.book(), out);
        } else {
            writeScalar(event, out);
        }
    }

    private static void writeScalar(MarketEvent event, DataOutput out) throws IOException {
        if (event.funding() != null) {
            out.writeDouble(event.funding().rateRatio());
            out.writeLong(event.funding().nextFundingTimeMs());
        } else if (event.mark() != null) {
            out.writeDouble(event.mark().markPrice());
            out.writeDouble(event.mark().indexPrice());
        } else {
            out.writeDouble(Objects.requireNonNull(event.openInterest()).lots());
        }
    }

    static MarketEvent read(DataInput in) throws IOException {
        MarketEventKind kind = MarketEventKind.valueOf(in.readUTF());
        String instrument = in.readUTF();
        long feedMs = in.readLong();
        long exchangeMs = in.readLong();
        Record payload =
                switch (kind) {
                    case TRADE -> new Trade(in.readLong(), in.readLong(), in.readLong(), Side.ofSign(in.readByte()));
                    case LIQUIDATION -> new Liquidation(in.readLong(), in.readLong(), Side.ofSign(in.readByte()));
                    case QUOTE -> new Quote(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
                    case BOOK_SNAPSHOT, BOOK_DELTA -> readBook(in);
                    case FUNDING -> new FundingRate(in.readDouble(), in.readLong());
                    case MARK_PRICE -> new MarkPrice(in.readDouble(), in.readDouble());
                    case OPEN_INTEREST -> new OpenInterest(in.readDouble());
                    case BAR, CALENDAR, HEARTBEAT, END, BOOK_GAP -> throw new IOException(
                            "snapshot holds a message of kind " + kind);
                };
        return MarketEvent.received(kind, instrument, feedMs, exchangeMs, payload);
    }

    private static void write(long first, long second, long third, DataOutput out) throws IOException {
        out.writeLong(first);
        out.writeLong(second);
        out.writeLong(third);
    }

    private static void writeBook(BookUpdate book, DataOutput out) throws IOException {
        write(book.firstUpdateId(), book.lastUpdateId(), book.previousUpdateId(), out);
        writeLongs(book.bidTicks(), out);
        writeLongs(book.bidLots(), out);
        writeLongs(book.askTicks(), out);
        writeLongs(book.askLots(), out);
    }

    private static BookUpdate readBook(DataInput in) throws IOException {
        return new BookUpdate(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                readLongs(in),
                readLongs(in),
                readLongs(in),
                readLongs(in));
    }

    private static void writeLongs(long[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static long[] readLongs(DataInput in) throws IOException {
        long[] values = new long[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }
}
