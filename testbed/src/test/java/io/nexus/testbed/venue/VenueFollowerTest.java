package io.nexus.testbed.venue;

import static io.nexus.testbed.venue.Tape.BTC;
import static io.nexus.testbed.venue.Tape.START_MS;
import static io.nexus.testbed.venue.Tape.levels;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue that is handed the market late, by a follower of the topic: after a restart from the past, and always a moment behind
 * those who send orders. */
final class VenueFollowerTest {
    private static final SimulatedExchangeConfig CONFIG = SimulatedExchangeConfig.defaults();

    @TempDir
    Path folder;

    @Test
    void matchesNoOrderAgainstABookThatIsOlderThanWhatItsSenderMayHaveSeen() throws Exception {
        VenueCore core = new VenueCore(CONFIG, Tape.CATALOG.all(), VenueJournal.inMemory());
        core.onMarketEvent(Tape.snapshot(BTC, START_MS, 10, levels(600_000, 5), levels(600_010, 5)));
        core.reached(START_MS + 400);
        VenueOrder order = buy(core, 600_050, VenueTimeInForce.IOC);

        core.onMarketEvent(Tape.heartbeat(START_MS + 300));
        assertThat(status(core, order)).isEqualTo(BookedStatus.NEW);
        core.onMarketEvent(
                Tape.delta(BTC, START_MS + 420, 11, levels(600_030, 5, 600_000, 0), levels(600_010, 0, 600_040, 5)));
        core.onMarketEvent(Tape.heartbeat(START_MS + 451));

        assertThat(status(core, order)).isEqualTo(BookedStatus.FILLED);
        assertThat(core.<Long>read(state -> state.account(BTC.key())
                        .fillByTradeId
                        .firstEntry()
                        .getValue()
                        .priceTicks()))
                .isEqualTo(600_040);
    }

    @Test
    void rebuildsItsBooksFromThePastWithoutFillingRestingOrdersThere() throws Exception {
        Path file = folder.resolve("venue.journal");
        VenueOrder resting;
        try (VenueJournal journal = VenueJournal.open(file)) {
            VenueCore core = new VenueCore(CONFIG, Tape.CATALOG.all(), journal);
            core.onMarketEvent(Tape.snapshot(BTC, START_MS + 60_000, 20, levels(600_000, 5), levels(600_010, 5)));
            resting = buy(core, 599_990, VenueTimeInForce.GTC);
            core.onMarketEvent(Tape.heartbeat(START_MS + 61_000));
            core.readAndTell((state, clockMs) -> clockMs);
        }

        try (VenueJournal journal = VenueJournal.open(file)) {
            VenueCore core = new VenueCore(CONFIG, Tape.CATALOG.all(), journal);
            // a minute before the order came, its price was offered
            core.onMarketEvent(Tape.snapshot(BTC, START_MS, 10, levels(599_900, 5), levels(599_950, 5)));
            core.onMarketEvent(Tape.trade(BTC, START_MS + 10, 599_950, 9, Side.SELL));
            core.onMarketEvent(Tape.snapshot(BTC, START_MS + 60_000, 20, levels(600_000, 5), levels(600_010, 5)));
            assertThat(core.<Long>read(state -> state.clockMs)).isEqualTo(START_MS + 61_000);
            core.onMarketEvent(Tape.heartbeat(START_MS + 61_100));
            assertThat(status(core, resting)).isEqualTo(BookedStatus.NEW);

            core.onMarketEvent(
                    Tape.delta(BTC, START_MS + 61_200, 21, levels(600_000, 0, 599_980, 5), levels(599_990, 5)));

            assertThat(status(core, resting)).isEqualTo(BookedStatus.FILLED);
        }
    }

    @Test
    void offersWhatWasTakenNoSecondTimeForASnapshotThatSaysNothingNew() throws Exception {
        VenueCore core = new VenueCore(CONFIG, Tape.CATALOG.all(), VenueJournal.inMemory());
        core.onMarketEvent(Tape.snapshot(BTC, START_MS, 10, levels(600_000, 5), levels(600_010, 3)));
        VenueOrder order = buy(core, 600_010, VenueTimeInForce.GTC);
        core.onMarketEvent(Tape.heartbeat(START_MS + 100));
        long filledLots =
                core.<VenueOrder>read(state -> state.order(order.orderId())).filledLots();

        core.onMarketEvent(generated(Tape.snapshot(BTC, START_MS + 200, 10, levels(600_000, 5), levels(600_010, 3))));

        assertThat(filledLots).isEqualTo(3);
        assertThat(core.<VenueOrder>read(state -> state.order(order.orderId())).filledLots())
                .isEqualTo(3);
    }

    private static MarketEvent generated(MarketEvent event) {
        return new MarketEvent(
                event.kind(),
                event.instrument(),
                event.sequence(),
                event.feedTimeMs(),
                event.exchangeTimeMs(),
                event.sentAtWallMs(),
                true,
                Freshness.FRESH,
                null,
                null,
                event.book(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static VenueOrder buy(VenueCore core, long ticks, VenueTimeInForce timeInForce) throws VenueRejection {
        return core.submit(new NewOrder(
                BTC,
                "order-" + ticks,
                Side.BUY,
                OrderType.LIMIT,
                timeInForce,
                BTC.quantity(5),
                BTC.price(ticks),
                false));
    }

    private static BookedStatus status(VenueCore core, VenueOrder order) {
        return core.read(state -> state.order(order.orderId()).status());
    }
}
