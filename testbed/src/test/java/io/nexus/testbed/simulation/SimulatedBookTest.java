package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.book.BookResult;
import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedBookTest {
    private static final long START_MS = 1_760_040_000_000L;
    private static final int MESSAGES = 600_000;
    private static final SimulationConfig MANY_CASCADES = new SimulationConfig(
            8,
            4.5,
            40,
            2.2,
            1.4,
            2.2,
            5_000,
            60_000,
            EdgeConfig.defaults(),
            new CascadeConfig(40, 200, 40_000, 0.4, 0.02),
            TextureConfig.defaults());

    private final Map<String, OrderBook> books = new HashMap<>();
    private final Map<String, Long> takenLots = new HashMap<>();

    static List<SimulationConfig> textures() {
        return List.of(MANY_CASCADES, TextureTest.FINE);
    }

    @ParameterizedTest
    @MethodSource("textures")
    void bookRebuiltFromDeltasIsNeverCrossedNorGappedAndEqualsEveryQuote(SimulationConfig config) {
        MarketSimulator simulator = new MarketSimulator(config, 21, START_MS);
        int quotes = 0;

        for (int i = 0; i < MESSAGES; i++) {
            MarketEvent event = simulator.next();
            OrderBook book = books.computeIfAbsent(event.instrument(), key -> new OrderBook());
            switch (event.kind()) {
                case BOOK_SNAPSHOT -> assertThat(book.applySnapshot(event.book(), Market.USDM))
                        .isEqualTo(BookResult.APPLIED);
                case BOOK_DELTA -> {
                    assertThat(event.book().firstUpdateId()).isEqualTo(book.lastUpdateId + 1);
                    if (book.applyDelta(event.book(), Market.USDM) != BookResult.APPLIED) {
                        throw new AssertionError("not applied: " + event);
                    }
                }
                case QUOTE -> {
                    assertTouch(book, event.quote());
                    quotes++;
                }
                default -> {}
            }
        }

        assertThat(quotes).isGreaterThan(MESSAGES / 5);
    }

    @Test
    void tradesTakeWhatIsDisplayedBestLevelFirst() {
        MarketSimulator simulator = new MarketSimulator(MANY_CASCADES, 22, START_MS);
        int trades = 0;
        int walked = 0;

        for (int i = 0; i < MESSAGES; i++) {
            MarketEvent event = simulator.next();
            OrderBook book = books.computeIfAbsent(event.instrument(), key -> new OrderBook());
            if (event.book() != null) {
                takenLots.put(event.instrument(), 0L);
                if (event.book().previousUpdateId() == 0) {
                    book.applySnapshot(event.book(), Market.USDM);
                } else {
                    book.applyDelta(event.book(), Market.USDM);
                }
            } else if (event.trade() != null) {
                walked += assertDisplayed(book, event.trade(), takenLots.getOrDefault(event.instrument(), 0L));
                takenLots.merge(event.instrument(), event.trade().lots(), Long::sum);
                trades++;
            }
        }

        assertThat(trades).isGreaterThan(MESSAGES / 10);
        assertThat(walked).isPositive();
    }

    @Test
    void tenBasisPointsOfBookHoldFarMoreThanAnOrder() {
        MarketSimulator simulator = new MarketSimulator(SimulationConfig.defaults(), 23, START_MS);
        Map<String, Instrument> instruments = new HashMap<>();
        simulator.instruments().forEach(it -> instruments.put(it.key(), it));
        Map<String, double[]> sums = new HashMap<>();

        for (int i = 0; i < 300_000; i++) {
            MarketEvent event = simulator.next();
            OrderBook book = books.computeIfAbsent(event.instrument(), key -> new OrderBook());
            if (event.book() != null && event.book().previousUpdateId() == 0) {
                book.applySnapshot(event.book(), Market.USDM);
            } else if (event.book() != null) {
                book.applyDelta(event.book(), Market.USDM);
                double[] sum = sums.computeIfAbsent(event.instrument(), key -> new double[3]);
                sum[0] += depthUsd(instruments.get(event.instrument()), book.bids);
                sum[1] += 1e4 * (book.asks.ticksAt(0) - book.bids.ticksAt(0)) / book.asks.ticksAt(0);
                sum[2]++;
            }
        }

        assertThat(sums).hasSize(20);
        assertThat(sums.values()).allMatch(sum -> sum[0] / sum[2] > 100_000);
        assertThat(sums.values()).allMatch(sum -> sum[1] / sum[2] > 0.3 && sum[1] / sum[2] < 2.5);
    }

    private static void assertTouch(OrderBook book, Quote quote) {
        boolean isSame = book.lastUpdateId == quote.updateId()
                && book.bids.ticksAt(0) == quote.bidTicks()
                && book.bids.lotsAt(0) == quote.bidLots()
                && book.asks.ticksAt(0) == quote.askTicks()
                && book.asks.lotsAt(0) == quote.askLots();
        if (!isSame) {
            throw new AssertionError(quote + " but book at " + book.lastUpdateId + " " + book.bids.ticksAt(0) + " x "
                    + book.asks.ticksAt(0));
        }
    }

    /** Returns 1 if the print is not at the best level. */
    private static int assertDisplayed(OrderBook book, Trade trade, long takenBefore) {
        BookSide passive = trade.aggressor() == Side.BUY ? book.asks : book.bids;
        int depth = 0;
        long before = 0;
        while (before + passive.lotsAt(depth) <= takenBefore) {
            before += passive.lotsAt(depth++);
        }
        assertThat(trade.priceTicks()).isEqualTo(passive.ticksAt(depth));
        assertThat(takenBefore - before + trade.lots()).isLessThanOrEqualTo(passive.lotsAt(depth));
        return depth > 0 ? 1 : 0;
    }

    private static double depthUsd(Instrument instrument, BookSide bids) {
        double usd = 0;
        for (int i = 0; i < bids.size && bids.ticksAt(i) > bids.ticksAt(0) * 0.999; i++) {
            usd += instrument.notional(bids.ticksAt(i), bids.lotsAt(i)).doubleValue();
        }
        return usd;
    }
}
