package io.nexus.testbed.venue;

import static io.nexus.testbed.venue.Tape.BTC;
import static io.nexus.testbed.venue.Tape.SPOT_BTC;
import static io.nexus.testbed.venue.Tape.START_MS;
import static io.nexus.testbed.venue.Tape.levels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MatchingTest {
    private static final SimulatedExchangeConfig CONFIG = SimulatedExchangeConfig.defaults();

    private VenueCore core;
    private int ids;

    @BeforeEach
    void openWithABook() {
        core = new VenueCore(CONFIG, Tape.CATALOG.all(), VenueJournal.inMemory());
        core.onMarketEvent(Tape.snapshot(
                BTC, START_MS, 10, levels(600_000, 5, 599_990, 8), levels(600_010, 4, 600_020, 6, 600_050, 100)));
    }

    @Test
    void meetsTheBookOneLatencyAfterItsArrivalAndNotTheOneAtItsArrival() throws Exception {
        VenueOrder order = limit(Side.BUY, 600_020, 3, VenueTimeInForce.IOC);
        core.onMarketEvent(Tape.delta(BTC, START_MS + 50, 11, levels(), levels(600_010, 0, 600_020, 2)));
        core.onMarketEvent(Tape.delta(BTC, START_MS + 51, 12, levels(), levels(600_015, 9)));

        assertThat(executions(order)).containsExactly("2@600020 at +50");
        assertThat(now(order).status()).isEqualTo(BookedStatus.EXPIRED);
    }

    @Test
    void walksTheLevelsUpToItsLimitAndExpiresTheRest() throws Exception {
        VenueOrder order = limit(Side.BUY, 600_030, 15, VenueTimeInForce.IOC);
        beat(START_MS + 100);

        assertThat(executions(order)).containsExactly("4@600010 at +50", "6@600020 at +50");
        assertThat(now(order).status()).isEqualTo(BookedStatus.EXPIRED);
        assertThat(now(order).filledLots()).isEqualTo(10);
    }

    @Test
    void fillsAMarketOrderDownTheBook() throws Exception {
        VenueOrder order = place(BTC, Side.SELL, OrderType.MARKET, VenueTimeInForce.IOC, 7, 0, false);
        beat(START_MS + 100);

        assertThat(executions(order)).containsExactly("5@600000 at +50", "2@599990 at +50");
        assertThat(now(order).status()).isEqualTo(BookedStatus.FILLED);
    }

    @Test
    void doesNotOfferTheSameQuantityTwiceWhileTheBookStandsStill() throws Exception {
        VenueOrder first = limit(Side.BUY, 600_010, 3, VenueTimeInForce.IOC);
        VenueOrder second = limit(Side.BUY, 600_010, 3, VenueTimeInForce.IOC);
        beat(START_MS + 60);
        VenueOrder third = limit(Side.BUY, 600_010, 3, VenueTimeInForce.IOC);
        core.onMarketEvent(Tape.delta(BTC, START_MS + 61, 11, levels(599_000, 1), levels()));
        beat(START_MS + 200);

        assertThat(now(first).filledLots()).isEqualTo(3);
        assertThat(now(second).filledLots()).isEqualTo(1);
        assertThat(now(third).filledLots()).isEqualTo(3);
    }

    @Test
    void killsAFillOrKillOrderThatTheBookCanNotFillWhole() throws Exception {
        VenueOrder killed = limit(Side.BUY, 600_020, 11, VenueTimeInForce.FOK);
        VenueOrder filled = limit(Side.BUY, 600_020, 10, VenueTimeInForce.FOK);
        beat(START_MS + 100);

        assertThat(now(killed).status()).isEqualTo(BookedStatus.EXPIRED);
        assertThat(executions(killed)).isEmpty();
        assertThat(now(filled).status()).isEqualTo(BookedStatus.FILLED);
    }

    @Test
    void takesTheTouchFromAQuoteThatIsNewerThanTheDepth() throws Exception {
        VenueOrder order = limit(Side.BUY, 600_020, 8, VenueTimeInForce.IOC);
        core.onMarketEvent(Tape.quote(BTC, START_MS + 10, new Quote(11, 600_005, 1, 600_020, 2)));
        beat(START_MS + 100);

        assertThat(executions(order)).containsExactly("2@600020 at +50");
    }

    @Test
    void waitsForTheBookAfterAGapAndMeetsTheNextSnapshot() throws Exception {
        core.onMarketEvent(Tape.delta(BTC, START_MS + 1, 99, levels(), levels(600_010, 1)));
        VenueOrder order = limit(Side.BUY, 600_030, 2, VenueTimeInForce.IOC);
        beat(START_MS + 1_000);
        BookedStatus before = now(order).status();
        core.onMarketEvent(Tape.snapshot(BTC, START_MS + 1_200, 120, levels(600_000, 1), levels(600_025, 9)));

        assertThat(before).isEqualTo(BookedStatus.NEW);
        assertThat(executions(order)).containsExactly("2@600025 at +1200");
    }

    @Test
    void expiresAnOrderThatMayNotRestWhenNoBookComes() throws Exception {
        core.onMarketEvent(Tape.delta(BTC, START_MS + 1, 99, levels(), levels(600_010, 1)));
        VenueOrder order = limit(Side.BUY, 600_030, 2, VenueTimeInForce.IOC);
        beat(START_MS + 51 + CONFIG.maxBookWaitMs() + 1);

        assertThat(now(order).status()).isEqualTo(BookedStatus.EXPIRED);
        assertThat(now(order).updatedAtMs()).isEqualTo(START_MS + 51 + CONFIG.maxBookWaitMs());
    }

    @Test
    void restsAGoodTillCanceledOrderAndFillsItAtItsPriceWhenTheTouchReachesIt() throws Exception {
        VenueOrder order = limit(Side.BUY, 600_005, 6, VenueTimeInForce.GTC);
        beat(START_MS + 100);
        core.onMarketEvent(Tape.delta(BTC, START_MS + 200, 11, levels(600_000, 0), levels(600_002, 4)));

        assertThat(executions(order)).containsExactly("4@600005 at +200");
        assertThat(now(order).status()).isEqualTo(BookedStatus.PARTIALLY_FILLED);
    }

    @Test
    void fillsARestingOrderOnlyAfterTheQueueAheadOfItHasTraded() throws Exception {
        VenueOrder order = limit(Side.BUY, 600_000, 10, VenueTimeInForce.GTC);
        beat(START_MS + 100);
        core.onMarketEvent(Tape.trade(BTC, START_MS + 200, 600_000, 3, Side.SELL));
        core.onMarketEvent(Tape.trade(BTC, START_MS + 300, 600_000, 6, Side.SELL));
        core.onMarketEvent(Tape.trade(BTC, START_MS + 400, 600_000, 6, Side.BUY));
        core.onMarketEvent(Tape.trade(BTC, START_MS + 500, 599_990, 2, Side.SELL));

        assertThat(executions(order)).containsExactly("4@600000 at +300", "2@600000 at +500");
    }

    @Test
    void letsACancelLoseAgainstTheMatchThatWasDueBeforeIt() throws Exception {
        VenueOrder order = limit(Side.BUY, 600_010, 3, VenueTimeInForce.IOC);
        core.cancel(order);
        beat(START_MS + 200);

        assertThat(now(order).status()).isEqualTo(BookedStatus.FILLED);
        assertThatThrownBy(() -> core.cancel(order)).hasMessage("Unknown order sent.");
    }

    @Test
    void cancelsARestingOrderOneLatencyAfterTheCancelArrived() throws Exception {
        VenueOrder order = limit(Side.BUY, 590_000, 3, VenueTimeInForce.GTC);
        beat(START_MS + 100);
        core.cancel(order);
        BookedStatus before = now(order).status();
        beat(START_MS + 151);

        assertThat(before).isEqualTo(BookedStatus.NEW);
        assertThat(now(order).status()).isEqualTo(BookedStatus.CANCELED);
        assertThat(now(order).updatedAtMs()).isEqualTo(START_MS + 150);
    }

    @Test
    void neverFillsAReduceOnlyOrderBeyondThePosition() throws Exception {
        limit(Side.BUY, 600_010, 3, VenueTimeInForce.IOC);
        beat(START_MS + 100);
        VenueOrder first = place(BTC, Side.SELL, OrderType.MARKET, VenueTimeInForce.IOC, 5, 0, true);
        VenueOrder second = place(BTC, Side.SELL, OrderType.MARKET, VenueTimeInForce.IOC, 5, 0, true);
        beat(START_MS + 200);

        assertThat(now(first).filledLots()).isEqualTo(3);
        assertThat(now(first).status()).isEqualTo(BookedStatus.EXPIRED);
        assertThat(now(second).filledLots()).isZero();
        assertThat(core.<Long>read(state -> state.account(BTC.key()).ledger.signedLots))
                .isZero();
    }

    @Test
    void paysFundingOnThePositionHeldAtTheFundingTimeAtMarkPrice() throws Exception {
        limit(Side.BUY, 600_020, 10, VenueTimeInForce.IOC);
        beat(START_MS + 100);
        long fundingMs = 1_723_132_800_000L; // 16:00 UTC
        core.onMarketEvent(Tape.funding(BTC, fundingMs - 1_000, 0.0001));
        core.onMarketEvent(Tape.mark(BTC, fundingMs - 1_000, 60_123.456789));
        beat(fundingMs);
        BigDecimal before = core.read(state -> state.wallet(Market.USDM));
        beat(fundingMs + 1);
        beat(fundingMs + 10_000);

        assertThat(core.<BigDecimal>read(state -> state.wallet(Market.USDM)).subtract(before))
                .isEqualByComparingTo("-0.06012346");
        assertThat(core.read(VenueState::funding)).hasSize(1);
        assertThat(core.read(VenueState::funding).get(0).venueTimeMs()).isEqualTo(fundingMs);
    }

    @Test
    void owesFundingWhileTheRateIsUnknownAndPaysItOnceItIs() throws Exception {
        limit(Side.SELL, 599_990, 10, VenueTimeInForce.IOC);
        beat(START_MS + 100);
        long fundingMs = 1_723_132_800_000L;
        beat(fundingMs + 500);
        int before = core.read(state -> state.funding().size());
        core.onMarketEvent(Tape.mark(BTC, fundingMs + 600, 60_000));
        core.onMarketEvent(Tape.funding(BTC, fundingMs + 700, 0.0001));

        assertThat(before).isZero();
        assertThat(core.read(VenueState::funding)).singleElement().satisfies(payment -> assertThat(payment.amount())
                .isEqualByComparingTo("0.06"));
    }

    @Test
    void neverSpendsMoreThanASpotAccountHas() throws Exception {
        core.onMarketEvent(
                Tape.snapshot(SPOT_BTC, START_MS, 1, levels(599_000, 100), levels(600_000, 1_600, 900_000, 5_000)));
        VenueOrder order = place(SPOT_BTC, Side.BUY, OrderType.MARKET, VenueTimeInForce.IOC, 1_660, 0, false);
        beat(START_MS + 100);

        assertThat(now(order).filledLots()).isEqualTo(1_600);
        assertThat(core.read(VenueState::spotCash)).isEqualByComparingTo("3952");
        assertThat(core.<BigDecimal>read(state -> state.wallet(Market.SPOT))).isEqualByComparingTo("99952");
    }

    @Test
    void neverLetsTheClockGoBackwards() {
        beat(START_MS + 500);
        beat(START_MS + 400);

        assertThat(core.<Long>read(state -> state.clockMs)).isEqualTo(START_MS + 500);
    }

    private void beat(long timeMs) {
        core.onMarketEvent(Tape.heartbeat(timeMs));
    }

    private VenueOrder limit(Side side, long ticks, long lots, VenueTimeInForce timeInForce) throws VenueRejection {
        return place(BTC, side, OrderType.LIMIT, timeInForce, lots, ticks, false);
    }

    private VenueOrder place(
            Instrument instrument,
            Side side,
            OrderType type,
            VenueTimeInForce timeInForce,
            long lots,
            long ticks,
            boolean isReduceOnly)
            throws VenueRejection {
        return core.submit(new NewOrder(
                instrument,
                "id" + ++ids,
                side,
                type,
                timeInForce,
                instrument.quantity(lots),
                instrument.price(ticks),
                isReduceOnly));
    }

    private VenueOrder now(VenueOrder order) {
        return core.read(state -> state.order(order.orderId()));
    }

    private List<String> executions(VenueOrder order) {
        return core.read(state -> state.account(order.instrument()).fillsOf(order.orderId()).stream()
                .map(fill -> fill.lots() + "@" + fill.priceTicks() + " at +" + (fill.timeMs() - START_MS))
                .toList());
    }
}
