package io.nexus.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.CalendarEvent;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Parses the payload objects of the market message; unknown fields are skipped, missing ones refused. Not thread-safe. */
final class PayloadParser {
    private static final long MISSING = Long.MIN_VALUE;
    private static final long[] NO_LEVELS = {};

    private final FieldParser fields = new FieldParser(FieldParser.OffLot.REFUSED);
    private final long[] numbers = new long[8];

    /** What was left out of the payload read last; null if nothing was. */
    @Nullable
    String oddLevels() {
        return fields.oddLevels() == 0 ? null : fields.oddLevelDetail();
    }

    /** Before the payload of the next message. */
    void beginMessage() {
        fields.beginMessage();
    }

    Trade trade(JsonParser in, InstrumentCodec codec) throws IOException, RefusedException {
        begin(in);
        Side aggressor = null;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "id" -> numbers[0] = FieldParser.longValue(in);
                case "price" -> numbers[1] = FieldParser.decimal(in, codec.price());
                case "quantity" -> numbers[2] = FieldParser.decimal(in, codec.quantity());
                case "aggressor" -> aggressor = FieldParser.enumValue(in, Side.class);
                default -> FieldParser.skip(in);
            }
        }
        requireNumbers("trade", 3);
        if (aggressor == null) {
            throw missing("trade");
        }
        return new Trade(numbers[0], numbers[1], numbers[2], aggressor);
    }

    Quote quote(JsonParser in, InstrumentCodec codec) throws IOException, RefusedException {
        begin(in);
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "updateId" -> numbers[0] = FieldParser.longValue(in);
                case "bid" -> numbers[1] = FieldParser.decimal(in, codec.price());
                case "bidQuantity" -> numbers[2] = FieldParser.decimal(in, codec.quantity());
                case "ask" -> numbers[3] = FieldParser.decimal(in, codec.price());
                case "askQuantity" -> numbers[4] = FieldParser.decimal(in, codec.quantity());
                default -> FieldParser.skip(in);
            }
        }
        requireNumbers("quote", 5);
        return new Quote(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    BookUpdate book(JsonParser in, InstrumentCodec codec) throws IOException, RefusedException {
        begin(in);
        long[] bidTicks = NO_LEVELS;
        long[] bidLots = NO_LEVELS;
        long[] askTicks = NO_LEVELS;
        long[] askLots = NO_LEVELS;
        long knownLow = 0;
        long knownHigh = 0;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "firstUpdateId" -> numbers[0] = FieldParser.longValue(in);
                case "lastUpdateId" -> numbers[1] = FieldParser.longValue(in);
                case "previousUpdateId" -> numbers[2] = FieldParser.longValue(in);
                case "knownLow" -> knownLow = FieldParser.decimal(in, codec.price());
                case "knownHigh" -> knownHigh = FieldParser.decimal(in, codec.price());
                case "bids" -> {
                    fields.levels(in, codec);
                    bidTicks = fields.ticks();
                    bidLots = fields.lots();
                    numbers[3] = 0;
                }
                case "asks" -> {
                    fields.levels(in, codec);
                    askTicks = fields.ticks();
                    askLots = fields.lots();
                    numbers[4] = 0;
                }
                default -> FieldParser.skip(in);
            }
        }
        requireNumbers("book", 5);
        return new BookUpdate(
                numbers[0], numbers[1], numbers[2], bidTicks, bidLots, askTicks, askLots, knownLow, knownHigh);
    }

    Bar bar(JsonParser in, InstrumentCodec codec) throws IOException, RefusedException {
        begin(in);
        long takerBuyLots = Bar.NO_TAKER_VOLUME;
        int trades = 0;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "intervalMs" -> numbers[0] = FieldParser.longValue(in);
                case "openTimeMs" -> numbers[1] = FieldParser.longValue(in);
                case "open" -> numbers[2] = FieldParser.decimal(in, codec.price());
                case "high" -> numbers[3] = FieldParser.decimal(in, codec.price());
                case "low" -> numbers[4] = FieldParser.decimal(in, codec.price());
                case "close" -> numbers[5] = FieldParser.decimal(in, codec.price());
                case "volume" -> numbers[6] = FieldParser.decimal(in, codec.quantity());
                case "takerBuy" -> takerBuyLots = FieldParser.decimal(in, codec.quantity());
                case "trades" -> trades = (int) FieldParser.longValue(in);
                default -> FieldParser.skip(in);
            }
        }
        requireNumbers("bar", 7);
        return new Bar(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                takerBuyLots,
                trades);
    }

    Liquidation liquidation(JsonParser in, InstrumentCodec codec) throws IOException, RefusedException {
        begin(in);
        Side side = null;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "price" -> numbers[0] = FieldParser.decimal(in, codec.price());
                case "quantity" -> numbers[1] = FieldParser.decimal(in, codec.quantity());
                case "side" -> side = FieldParser.enumValue(in, Side.class);
                default -> FieldParser.skip(in);
            }
        }
        requireNumbers("liquidation", 2);
        if (side == null) {
            throw missing("liquidation");
        }
        return new Liquidation(numbers[0], numbers[1], side);
    }

    FundingRate funding(JsonParser in) throws IOException, RefusedException {
        begin(in);
        double rate = Double.NaN;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "rate" -> rate = FieldParser.doubleValue(in);
                case "nextFundingTimeMs" -> numbers[0] = FieldParser.longValue(in);
                default -> FieldParser.skip(in);
            }
        }
        requireNumbers("funding", 1);
        return new FundingRate(present("funding", rate), numbers[0]);
    }

    MarkPrice mark(JsonParser in) throws IOException, RefusedException {
        begin(in);
        double mark = Double.NaN;
        double index = Double.NaN;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "mark" -> mark = FieldParser.doubleValue(in);
                case "index" -> index = FieldParser.doubleValue(in);
                default -> FieldParser.skip(in);
            }
        }
        return new MarkPrice(present("mark", mark), present("mark", index));
    }

    OpenInterest openInterest(JsonParser in) throws IOException, RefusedException {
        begin(in);
        double lots = Double.NaN;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "lots" -> lots = FieldParser.doubleValue(in);
                default -> FieldParser.skip(in);
            }
        }
        return new OpenInterest(present("openInterest", lots));
    }

    CalendarEvent calendar(JsonParser in) throws IOException, RefusedException {
        begin(in);
        String name = null;
        while (FieldParser.nextField(in)) {
            switch (in.currentName()) {
                case "name" -> name = FieldParser.text(in);
                case "atMs" -> numbers[0] = FieldParser.longValue(in);
                default -> FieldParser.skip(in);
            }
        }
        requireNumbers("calendar", 1);
        if (name == null) {
            throw missing("calendar");
        }
        return new CalendarEvent(name, numbers[0]);
    }

    private void begin(JsonParser in) throws IOException, RefusedException {
        FieldParser.enterObject(in);
        Arrays.fill(numbers, MISSING);
    }

    private void requireNumbers(String payload, int count) throws RefusedException {
        for (int i = 0; i < count; i++) {
            if (numbers[i] == MISSING) {
                throw missing(payload);
            }
        }
    }

    private static double present(String payload, double value) throws RefusedException {
        if (Double.isNaN(value)) {
            throw missing(payload);
        }
        return value;
    }

    private static RefusedException missing(String payload) {
        return new RefusedException(RejectReason.BROKEN_JSON, "a field of " + payload + " is missing");
    }
}
