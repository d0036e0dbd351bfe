package io.nexus.udf.testkit;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.BookUpdate;
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
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A wild simulated market of one instrument, the same for the same seed: lost updates, one-sided and empty books, spells without trades,
 * a price that halves or gains half, a clock that steps by minutes, hours or more than a day. Not meant to look like a real
 * one. Evaluations come every 100 ms at most. */
public final class RandomMarket {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;
    public static final long START_TICKS = 600_000;
    private static final long LEAST_TICKS = 20_000;
    private static final long MOST_TICKS = 4_000_000;

    private final Instrument instrument;
    private final SplittableRandom random;
    private final double stepsPerEvent;
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private long timeMs;
    private long mid = START_TICKS;
    private long updateId = 100;
    private long bookId;
    private boolean isLost = true;
    private long quietUntilMs;
    private long sequence;
    private long evaluation;
    private long lastEvaluationMs;

    /** @param stepsPerEvent chance of each kind of clock step at an event; price jumps, lost updates and empty sides are as much
     *     and more often */
    public RandomMarket(Instrument instrument, long seed, long timeMs, double stepsPerEvent) {
        this.instrument = instrument;
        this.random = new SplittableRandom(seed);
        this.timeMs = timeMs;
        this.stepsPerEvent = stepsPerEvent;
    }

    /** Bars of 48 hours, then of so many minutes, up to now; every tenth minute without volume. */
    public List<Stamped> history(int minutes, long priceTicks) {
        List<Stamped> bars = new ArrayList<>();
        long price = priceTicks;
        for (int i = 48; i > 0; i--) {
            bars.add(bar(HOUR_MS, timeMs - timeMs % HOUR_MS - i * HOUR_MS, price, 2000));
        }
        for (int i = minutes; i > 0; i--) {
            Stamped bar = bar(MINUTE_MS, timeMs - timeMs % MINUTE_MS - i * MINUTE_MS, price, i % 10 == 0 ? 0 : 50);
            price = bar.market().bar().closeTicks();
            bars.add(bar);
        }
        return bars;
    }

    private Stamped bar(long intervalMs, long openMs, long open, long lots) {
        long close = open + random.nextLong(-150, 151);
        long high = Math.max(open, close) + random.nextLong(60);
        long low = Math.min(open, close) - random.nextLong(60);
        long volume = lots == 0 ? 0 : lots + random.nextLong(lots);
        Bar bar = new Bar(intervalMs, openMs, open, high, low, close, volume, Bar.NO_TAKER_VOLUME, 10);
        return stamp(event(MarketEventKind.BAR, null, null, null, bar), false);
    }

    public Stamped next() {
        moveClock();
        movePrice();
        if (isLost && random.nextInt(20) == 0) {
            return snapshot();
        }
        if (happens(10)) {
            bookId--;
            isLost = true;
        }
        int kind = random.nextInt(100);
        boolean isTrade = kind < 30 && timeMs >= quietUntilMs;
        if (isTrade) {
            return trade();
        }
        return kind < 60 ? delta() : kind < 92 ? quote() : reference(kind);
    }

    private boolean happens(double times) {
        return random.nextDouble() < stepsPerEvent * times;
    }

    private void moveClock() {
        timeMs += random.nextInt(3) == 0 ? 0 : random.nextLong(300);
        if (happens(1)) {
            timeMs += random.nextLong(1, 15) * MINUTE_MS;
        }
        if (happens(1)) {
            timeMs += random.nextLong(16, 300) * MINUTE_MS;
        }
        if (happens(0.3)) {
            timeMs += random.nextLong(25, 80) * HOUR_MS;
        }
        if (happens(3)) {
            quietUntilMs = timeMs + random.nextLong(400_000);
        }
    }

    private void movePrice() {
        if (random.nextInt(4) == 0) {
            mid += random.nextLong(-6, 7);
        }
        if (happens(2)) {
            mid = random.nextBoolean() ? mid / 2 : mid + mid / 2;
        }
        mid = Math.max(LEAST_TICKS, Math.min(MOST_TICKS, mid));
    }

    private Stamped snapshot() {
        bids.clear();
        asks.clear();
        int levels = happens(20) ? random.nextInt(3) : random.nextInt(1, 120);
        for (int i = 0; i < levels; i++) {
            bids.put(mid - random.nextLong(1, 1500), size());
            asks.put(mid + random.nextLong(1, 1500), size());
        }
        isLost = false;
        updateId++;
        bookId = updateId;
        return stamp(
                event(
                        MarketEventKind.BOOK_SNAPSHOT,
                        null,
                        null,
                        update(updateId, 0, new TreeMap<>(bids), new TreeMap<>(asks)),
                        null),
                true);
    }

    /** Some levels change; what the mid has left behind goes away, sometimes a whole side. */
    private Stamped delta() {
        NavigableMap<Long, Long> changedBids = new TreeMap<>();
        NavigableMap<Long, Long> changedAsks = new TreeMap<>();
        bids.headMap(mid, true).keySet().forEach(ticks -> changedBids.put(ticks, 0L));
        asks.headMap(mid, true).keySet().forEach(ticks -> changedAsks.put(ticks, 0L));
        if (happens(5)) {
            bids.keySet().forEach(ticks -> changedBids.put(ticks, 0L));
        }
        if (happens(5)) {
            asks.keySet().forEach(ticks -> changedAsks.put(ticks, 0L));
        }
        boolean isEmptying = !changedBids.isEmpty() || !changedAsks.isEmpty();
        for (int i = random.nextInt(isEmptying ? 2 : 6); i > 0; i--) {
            changedBids.put(mid - random.nextLong(1, 40), random.nextInt(3) == 0 ? 0 : size());
            changedAsks.put(mid + random.nextLong(1, 40), random.nextInt(3) == 0 ? 0 : size());
        }
        apply(changedBids, bids);
        apply(changedAsks, asks);
        updateId++;
        BookUpdate update = update(updateId, bookId, changedBids, changedAsks);
        bookId = updateId;
        return stamp(event(MarketEventKind.BOOK_DELTA, null, null, update, null), true);
    }

    private static void apply(NavigableMap<Long, Long> changes, NavigableMap<Long, Long> side) {
        changes.forEach((ticks, lots) -> {
            if (lots == 0) {
                side.remove(ticks);
            } else {
                side.put(ticks, lots);
            }
        });
    }

    private static BookUpdate update(
            long id, long previous, NavigableMap<Long, Long> bids, NavigableMap<Long, Long> asks) {
        return new BookUpdate(
                previous == 0 ? id : previous + 1, id, previous, keys(bids), lots(bids), keys(asks), lots(asks));
    }

    private static long[] keys(NavigableMap<Long, Long> levels) {
        return levels.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] lots(NavigableMap<Long, Long> levels) {
        return levels.values().stream().mapToLong(Long::longValue).toArray();
    }

    private Stamped quote() {
        updateId++;
        long id = random.nextInt(50) == 0 ? updateId - random.nextLong(20) : updateId;
        Quote quote = new Quote(id, mid - random.nextLong(1, 5), size(), mid + random.nextLong(1, 5), size());
        return stamp(event(MarketEventKind.QUOTE, null, quote, null, null), true);
    }

    private Stamped trade() {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long price = mid + side.sign() * random.nextLong(0, 4);
        Trade trade = new Trade(sequence, price, size(), side);
        return stamp(event(MarketEventKind.TRADE, trade, null, null, null), true);
    }

    /** Mostly below a hundred, now and then huge. */
    private long size() {
        return random.nextInt(200) == 0 ? random.nextLong(1, 1_000_000) : random.nextLong(1, 100);
    }

    private Stamped reference(int kind) {
        double price = mid * instrument.tickSize().doubleValue();
        Liquidation liquidation = null;
        FundingRate funding = null;
        MarkPrice mark = null;
        OpenInterest interest = null;
        MarketEventKind of;
        if (kind < 94) {
            liquidation = new Liquidation(mid, size(), random.nextBoolean() ? Side.BUY : Side.SELL);
            of = MarketEventKind.LIQUIDATION;
        } else if (kind < 98) {
            mark = new MarkPrice(price, price * random.nextDouble(0.999, 1.001));
            of = MarketEventKind.MARK_PRICE;
        } else if (kind < 99) {
            funding = new FundingRate(random.nextDouble(-1e-3, 1e-3), timeMs + HOUR_MS);
            of = MarketEventKind.FUNDING;
        } else {
            interest = new OpenInterest(random.nextDouble(1e6));
            of = MarketEventKind.OPEN_INTEREST;
        }
        return stamp(
                new MarketEvent(
                        of,
                        instrument.key(),
                        ++sequence,
                        timeMs,
                        timeMs,
                        timeMs,
                        false,
                        Freshness.FRESH,
                        null,
                        null,
                        null,
                        null,
                        liquidation,
                        funding,
                        mark,
                        interest,
                        null),
                true);
    }

    private MarketEvent event(MarketEventKind kind, Trade trade, Quote quote, BookUpdate book, Bar bar) {
        return new MarketEvent(
                kind,
                instrument.key(),
                ++sequence,
                timeMs,
                timeMs,
                timeMs,
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
                null);
    }

    private Stamped stamp(MarketEvent event, boolean mayEvaluate) {
        boolean evaluates = mayEvaluate && timeMs - lastEvaluationMs >= 100;
        if (evaluates) {
            lastEvaluationMs = timeMs;
            evaluation++;
        }
        return new Stamped(
                StampedKind.MARKET,
                instrument.key(),
                event,
                null,
                evaluates ? evaluation : 0,
                null,
                false,
                Tape.CONTROL,
                timeMs,
                0);
    }
}
