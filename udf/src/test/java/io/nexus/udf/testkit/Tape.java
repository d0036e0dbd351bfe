package io.nexus.udf.testkit;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
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
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes the tape of one instrument by hand: each call appends a stamped market record at the tape's time. Evaluations come
 * every 100 ms of feed time. */
public final class Tape {
    public static final String KEY = "BINANCE|USDM|BTCUSDT";
    public static final long START_MS = 1_723_075_200_000L; // 2024-08-08 00:00 UTC
    public static final ControlView CONTROL = new ControlView(
            TradingState.ACTIVE,
            new StrategyWeights(new double[20], 0, 0),
            ReferenceCalibration.initial(),
            Governance.identity(),
            null,
            1);
    private static final long SKEW_MS = -1270;

    public final List<Stamped> records = new ArrayList<>();
    public long timeMs;
    public long mid;
    public long updateId = 100;
    public ControlView control = CONTROL;
    private long sequence;
    private long evaluation;
    private long lastEvaluationMs;
    private long tradeId;
    private long bookId;

    public Tape(long timeMs, long mid) {
        this.timeMs = timeMs;
        this.mid = mid;
    }

    public static Instrument instrument() {
        return new Instrument(
                KEY,
                "BINANCE",
                Market.USDM,
                "BTCUSDT",
                new BigDecimal("0.1"),
                new BigDecimal("0.001"),
                1,
                1_000_000,
                new BigDecimal("5"),
                BigDecimal.ONE,
                false,
                true,
                new BigDecimal("0.0005"));
    }

    public static InstrumentCatalog catalog() {
        return new InstrumentCatalog(List.of(instrument()));
    }

    /** Book of 60 levels a side, 20 ticks apart: within 10 bp of 60,000 and well beyond. */
    public Tape snapshot(long bidLots, long askLots) {
        return book(MarketEventKind.BOOK_SNAPSHOT, 0, 60, bidLots, askLots);
    }

    /** Book of 120 levels a side, 20 ticks apart, of one size; beyond 350 ticks another on one side. */
    public Tape wideSnapshot(long lots, Side side, long beyondLots) {
        int levels = 120;
        long[] bids = new long[levels];
        long[] asks = new long[levels];
        long[] bidSizes = new long[levels];
        long[] askSizes = new long[levels];
        for (int i = 0; i < levels; i++) {
            long distance = 1 + 20L * i;
            bids[i] = mid - distance;
            asks[i] = mid + distance;
            bidSizes[i] = distance > 350 && side == Side.BUY ? beyondLots : lots;
            askSizes[i] = distance > 350 && side == Side.SELL ? beyondLots : lots;
        }
        updateId++;
        bookId = updateId;
        return event(
                MarketEventKind.BOOK_SNAPSHOT,
                null,
                null,
                new BookUpdate(updateId, updateId, 0, bids, bidSizes, asks, askSizes),
                null);
    }

    /** Sets the five best levels around the mid, one tick apart, and removes what stood between. */
    public Tape depth(long bidLots, long askLots) {
        return book(MarketEventKind.BOOK_DELTA, bookId, 5, bidLots, askLots);
    }

    /** Depth that follows the book's update of an id, whatever quotes came since. */
    public Tape depthAfter(long previous, long bidLots, long askLots) {
        return book(MarketEventKind.BOOK_DELTA, previous, 5, bidLots, askLots);
    }

    private Tape book(MarketEventKind kind, long previous, int levels, long bidLots, long askLots) {
        long[] bids = new long[levels];
        long[] asks = new long[levels];
        long[] bidSizes = new long[levels];
        long[] askSizes = new long[levels];
        for (int i = 0; i < levels; i++) {
            long distance = i < 5 ? i + 1 : 20L * (i - 4);
            bids[i] = mid - distance;
            asks[i] = mid + distance;
            bidSizes[i] = bidLots;
            askSizes[i] = askLots;
        }
        updateId++;
        bookId = updateId;
        return event(
                kind, null, null, new BookUpdate(updateId, updateId, previous, bids, bidSizes, asks, askSizes), null);
    }

    /** Changes one level of the book. */
    public Tape level(Side side, long priceTicks, long lots) {
        long previous = bookId;
        updateId++;
        bookId = updateId;
        long[] ticks = {priceTicks};
        long[] sizes = {lots};
        long[] none = {};
        boolean isBid = side == Side.BUY;
        BookUpdate update = new BookUpdate(
                updateId,
                updateId,
                previous,
                isBid ? ticks : none,
                isBid ? sizes : none,
                isBid ? none : ticks,
                isBid ? none : sizes);
        return event(MarketEventKind.BOOK_DELTA, null, null, update, null);
    }

    public Tape openInterest(double lots) {
        return reference(MarketEventKind.OPEN_INTEREST, null, null, null, new OpenInterest(lots), null);
    }

    public Tape calendar(CalendarEvent scheduled) {
        return reference(MarketEventKind.CALENDAR, null, null, null, null, scheduled);
    }

    public Tape quote(long bidLots, long askLots) {
        updateId++;
        return event(MarketEventKind.QUOTE, null, new Quote(updateId, mid - 1, bidLots, mid + 1, askLots), null, null);
    }

    public Tape buy(long lots) {
        return trade(Side.BUY, mid + 1, lots);
    }

    public Tape sell(long lots) {
        return trade(Side.SELL, mid - 1, lots);
    }

    public Tape trade(Side aggressor, long priceTicks, long lots) {
        return event(MarketEventKind.TRADE, new Trade(++tradeId, priceTicks, lots, aggressor), null, null, null);
    }

    public Tape bar(Bar bar) {
        return event(MarketEventKind.BAR, null, null, null, bar);
    }

    public Tape end() {
        return event(MarketEventKind.END, null, null, null, null);
    }

    public Tape pass(long ms) {
        timeMs += ms;
        return this;
    }

    public Tape move(long ticks) {
        mid += ticks;
        return this;
    }

    private Tape event(MarketEventKind kind, Trade trade, Quote quote, BookUpdate book, Bar bar) {
        return add(new MarketEvent(
                kind,
                KEY,
                ++sequence,
                timeMs,
                timeMs - SKEW_MS,
                timeMs + 5,
                false,
                Freshness.FRESH,
                trade,
                quote,
                book,
                bar,
                null,
                null,
                null,
                null,
                null));
    }

    public Tape funding(FundingRate rate) {
        return reference(MarketEventKind.FUNDING, null, rate, null, null, null);
    }

    public Tape mark(MarkPrice mark) {
        return reference(MarketEventKind.MARK_PRICE, null, null, mark, null, null);
    }

    public Tape liquidation(Liquidation liquidation) {
        return reference(MarketEventKind.LIQUIDATION, liquidation, null, null, null, null);
    }

    private Tape reference(
            MarketEventKind kind,
            Liquidation liquidation,
            FundingRate funding,
            MarkPrice mark,
            OpenInterest openInterest,
            CalendarEvent calendar) {
        return add(new MarketEvent(
                kind,
                KEY,
                ++sequence,
                timeMs,
                timeMs - SKEW_MS,
                timeMs + 5,
                false,
                Freshness.FRESH,
                null,
                null,
                null,
                null,
                liquidation,
                funding,
                mark,
                openInterest,
                calendar));
    }

    /** Appends a market event as intake would stamp it. */
    public Tape add(MarketEvent event) {
        boolean evaluates = event.kind() != MarketEventKind.BAR
                && event.kind() != MarketEventKind.END
                && timeMs - lastEvaluationMs >= 100;
        if (evaluates) {
            lastEvaluationMs = timeMs;
            evaluation++;
        }
        records.add(new Stamped(
                StampedKind.MARKET, KEY, event, null, evaluates ? evaluation : 0, null, false, control, timeMs, 0));
        return this;
    }

    /** A record that is no market event. */
    public Tape tradingState() {
        records.add(new Stamped(StampedKind.TRADING_STATE, KEY, null, null, 0, null, false, control, timeMs, 0));
        return this;
    }

    /** 30 days of one-hour bars and a day of one-minute bars before the tape's time, in order of their close. */
    public Tape backFill() {
        long hour = 3_600_000;
        long minute = 60_000;
        for (long open = timeMs - 30 * 24 * hour; open < timeMs; open += hour) {
            wave(open, hour, 400, 5_000_000);
        }
        for (long open = timeMs - 24 * hour; open < timeMs; open += minute) {
            wave(open, minute, 60, 80_000);
        }
        return this;
    }

    private void wave(long openMs, long intervalMs, long amplitude, long lots) {
        long n = openMs / intervalMs;
        long from = mid + Math.round(amplitude * Math.sin(n * 0.7));
        long to = mid + Math.round(amplitude * Math.sin((n + 1) * 0.7));
        long high = Math.max(from, to) + amplitude / 4;
        long low = Math.min(from, to) - amplitude / 4;
        bar(new Bar(intervalMs, openMs, from, high, low, to, lots, lots / 2, 100));
    }

    /** A flat market for a while: every 100 ms a quote or a depth change, alternating trades of one size. */
    public Tape quiet(long ms) {
        for (long until = timeMs + ms; timeMs < until; ) {
            long step = timeMs / 100 % 4;
            if (step == 0) {
                quote(1000, 1000);
            } else if (step == 1) {
                depth(1000, 1000);
            } else if (step == 2) {
                buy(50);
            } else {
                sell(50);
            }
            pass(100);
        }
        return this;
    }

    /** As quiet, but the mid steps up and down by some ticks every second. */
    public Tape choppy(long ms, long ticks) {
        for (long until = timeMs + ms; timeMs < until; ) {
            move(timeMs / 1000 % 2 == 0 ? ticks : -ticks);
            snapshot(1000, 1000);
            quiet(1000);
        }
        return this;
    }
}
