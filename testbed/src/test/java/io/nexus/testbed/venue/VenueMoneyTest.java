package io.nexus.testbed.venue;

import static io.nexus.testbed.venue.Tape.BTC;
import static io.nexus.testbed.venue.Tape.ETH;
import static io.nexus.testbed.venue.Tape.SPOT_BTC;
import static io.nexus.testbed.venue.Tape.START_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of the venue's money and matching over random orders on a random market. */
final class VenueMoneyTest {
    private static final SimulatedExchangeConfig CONFIG = SimulatedExchangeConfig.defaults();
    private static final List<Instrument> INSTRUMENTS = List.of(BTC, ETH, SPOT_BTC);
    private static final int STEPS = 300;

    @Property(tries = 40)
    void keepsStartPlusGrossMinusFeesPlusFundingEqualToTheWalletAndRestoresItFromTheJournal(@ForAll long seed)
            throws IOException {
        Path file = Files.createTempFile("venue", ".jsonl");
        VenueJournal journal = VenueJournal.open(file);
        VenueCore core = new VenueCore(CONFIG, Tape.CATALOG.all(), journal);

        run(core, new Random(seed));
        journal.close();

        core.read(state -> {
            assertWalletIsStartPlusCashFlowsPlusCost(state, Market.USDM);
            assertWalletIsStartPlusCashFlowsPlusCost(state, Market.SPOT);
            assertOrdersHoldWhatTheyWereFilled(state);
            return state;
        });
        assertRestoresTo(file, core.read(VenueJournalTest::picture));
        Files.delete(file);
    }

    /** The oracle knows no ledger: what came in and went out, and what the open lots cost. */
    private static void assertWalletIsStartPlusCashFlowsPlusCost(VenueState state, Market market) {
        BigDecimal expected = state.start(market);
        BigDecimal booked = state.start(market);
        for (InstrumentAccount account : state.accounts()) {
            Instrument instrument = account.instrument;
            if (instrument.market() != market) {
                continue;
            }
            long lots = 0;
            for (BookedFill fill : account.fillByTradeId.values()) {
                BigDecimal value = instrument.price(fill.priceTicks()).multiply(instrument.quantity(fill.lots()));
                expected = fill.side() == Side.BUY ? expected.subtract(value) : expected.add(value);
                expected = expected.subtract(fill.fee());
                booked = booked.add(fill.realizedPnl()).subtract(fill.fee());
                lots += fill.side().sign() * fill.lots();
            }
            BigDecimal cost = account.ledger.openCost;
            expected = lots >= 0 ? expected.add(cost) : expected.subtract(cost);
            assertThat(account.ledger.signedLots).isEqualTo(lots);
            if (market == Market.SPOT) {
                assertThat(lots).isNotNegative();
            }
            for (FundingPayment payment : state.funding()) {
                if (payment.instrument().equals(instrument.key())) {
                    expected = expected.add(payment.amount());
                    booked = booked.add(payment.amount());
                }
            }
        }
        assertThat(state.wallet(market)).isEqualByComparingTo(expected).isEqualByComparingTo(booked);
        assertThat(state.spotCash()).isNotNegative();
    }

    private static void assertOrdersHoldWhatTheyWereFilled(VenueState state) {
        TreeMap<Long, Long> lotsByOrder = new TreeMap<>();
        for (InstrumentAccount account : state.accounts()) {
            account.fillByTradeId.values().forEach(fill -> {
                VenueOrder order = state.order(fill.orderId());
                lotsByOrder.merge(fill.orderId(), fill.lots(), Long::sum);
                assertThat(order.admits(fill.priceTicks())).isTrue();
                assertThat(fill.timeMs()).isGreaterThanOrEqualTo(order.matchAtMs());
            });
            account.orderById.values().forEach(order -> {
                assertThat(lotsByOrder.getOrDefault(order.orderId(), 0L)).isEqualTo(order.filledLots());
                assertThat(order.status() == BookedStatus.FILLED).isEqualTo(order.filledLots() == order.lots());
            });
        }
    }

    private static void assertRestoresTo(Path file, List<String> picture) {
        try (VenueJournal again = VenueJournal.open(file)) {
            VenueCore restored = new VenueCore(CONFIG, Tape.CATALOG.all(), again);
            // queues shorten in memory only: a restart puts an order behind the queue it found at first
            assertThat(restored.read(VenueJournalTest::picture))
                    .filteredOn(line -> !line.startsWith("{"))
                    .isEqualTo(picture.stream()
                            .filter(line -> !line.startsWith("{"))
                            .toList());
        }
    }

    private static void run(VenueCore core, Random random) {
        long timeMs = START_MS;
        long[] mids = {600_000, 30_000, 600_000};
        long[] ids = new long[3];
        for (int step = 0; step < STEPS; step++) {
            timeMs += 1 + random.nextInt(step % 50 == 49 ? 30_000_000 : 200);
            int i = random.nextInt(INSTRUMENTS.size());
            Instrument instrument = INSTRUMENTS.get(i);
            mids[i] += random.nextInt(41) - 20;
            core.onMarketEvent(
                    Tape.snapshot(instrument, timeMs, ++ids[i], side(random, mids[i], -1), side(random, mids[i], 1)));
            long tradeTicks = mids[i] + random.nextInt(11) - 5;
            Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
            core.onMarketEvent(Tape.trade(instrument, timeMs, tradeTicks, 1 + random.nextInt(20), aggressor));
            if (step > 60 && instrument.market() == Market.USDM) {
                core.onMarketEvent(Tape.funding(instrument, timeMs, (random.nextInt(21) - 10) / 100_000.0));
                core.onMarketEvent(Tape.mark(instrument, timeMs, mids[i] / 10.0 + random.nextDouble()));
            }
            order(core, random, instrument, mids[i], step);
        }
        core.onMarketEvent(Tape.heartbeat(timeMs + 60_000));
    }

    private static void order(VenueCore core, Random random, Instrument instrument, long mid, int step) {
        OrderType type = random.nextInt(4) == 0 ? OrderType.MARKET : OrderType.LIMIT;
        VenueTimeInForce[] all = VenueTimeInForce.values();
        NewOrder order = new NewOrder(
                instrument,
                "id" + (step - random.nextInt(3)),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                type,
                type == OrderType.MARKET ? VenueTimeInForce.IOC : all[random.nextInt(all.length)],
                instrument.quantity(1 + random.nextInt(random.nextInt(10) == 0 ? 3_000 : 30)),
                instrument.price(mid + random.nextInt(61) - 30),
                instrument.market() == Market.USDM && random.nextInt(3) == 0);
        try {
            VenueOrder booked = core.submit(order);
            if (random.nextInt(5) == 0) {
                core.cancel(booked);
            }
        } catch (VenueRejection e) {
            assertThat(e.code).isIn(-2010, -2011, -2019, -2022, -4116, -4164, -1013);
        }
    }

    private static long[] side(Random random, long mid, int sign) {
        long[] levels = new long[8];
        long ticks = mid;
        for (int i = 0; i < levels.length; i += 2) {
            ticks += sign * (1L + random.nextInt(5));
            levels[i] = ticks;
            levels[i + 1] = 1L + random.nextInt(30);
        }
        return levels;
    }
}
