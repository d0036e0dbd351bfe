package io.nexus.testbed.venue;

import io.nexus.connectors.binance.ApiKey;
import io.nexus.domain.account.VenuePosition;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.port.WallClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A simulated exchange: it takes in the market feed, accepts Binance's REST requests on loopback and matches orders against
 * the displayed book one latency after their arrival, in feed time. What it books goes to a journal first; a restart on the
 * same journal goes on from there. Thread-safe. */
public final class SimulatedExchange implements AutoCloseable {
    private final VenueJournal journal;
    private final VenueCore core;
    private final VenueHttpServer server;

    private SimulatedExchange(VenueJournal journal, VenueCore core, VenueHttpServer server) {
        this.journal = journal;
        this.core = core;
        this.server = server;
    }

    /** Starts an exchange, without faults, on the system's wall clock. */
    public static SimulatedExchange start(SimulatedExchangeConfig config, InstrumentCatalog catalog) {
        return start(config, catalog, VenueFaults.NONE, System::currentTimeMillis);
    }

    /** Starts an exchange.
     *
     * @param catalog instruments; spot and USD-M ones with the configured quote asset are listed
     * @param wallClock against which request timestamps are checked
     * @throws IllegalStateException if the journal is held by another process or damaged
     * @throws java.io.UncheckedIOException if port, key file or journal can't be used */
    public static SimulatedExchange start(
            SimulatedExchangeConfig config, InstrumentCatalog catalog, VenueFaults faults, WallClock wallClock) {
        ApiKey key = ApiKey.readOrCreate(Path.of(config.keyFile()));
        Listing listing = new Listing(catalog, config.quoteAsset());
        VenueJournal journal = config.journalFile().isBlank()
                ? VenueJournal.inMemory()
                : VenueJournal.open(Path.of(config.journalFile()));
        try {
            VenueCore core = new VenueCore(config, listing.all(), journal);
            VenueRoutes routes = new VenueRoutes(core, listing, config, new RequestAuth(key, wallClock), wallClock);
            return new SimulatedExchange(journal, core, new VenueHttpServer(config, routes, faults));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Address of the REST interface of both markets, without a slash at the end. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** Takes in one message of the feed; call it in feed order. It moves the clock, the books, and whatever is due. After a
     * restart, messages up to the journal's clock rebuild the books and do nothing else. */
    public void onMarketEvent(MarketEvent event) {
        core.onMarketEvent(event);
    }

    /** Says how far the market has come while events before that are still on their way here: an order that arrives now meets
     * no book that is older. Needed where events are handed over late, as by a follower that merges partitions. */
    public void onMarketReached(long feedTimeMs) {
        core.reached(feedTimeMs);
    }

    public void setFaults(VenueFaults faults) {
        server.setFaults(faults);
    }

    /** The venue's clock: feed time of the newest event. */
    public long clockMs() {
        return core.read(state -> state.clockMs);
    }

    /** Every order that was ever accepted, by id upwards within each instrument. */
    public List<VenueOrder> orders() {
        return core.read(state -> {
            List<VenueOrder> orders = new ArrayList<>();
            state.accounts().forEach(account -> orders.addAll(account.orderById.values()));
            return orders;
        });
    }

    /** How often each client order id was accepted; more than once only where an id was used again. */
    public Map<String, Integer> orderCountByClientOrderId() {
        Map<String, Integer> countById = new TreeMap<>();
        orders().forEach(order -> countById.merge(order.clientOrderId(), 1, Integer::sum));
        return countById;
    }

    /** Every execution, by id upwards within each instrument. */
    public List<BookedFill> fills() {
        return core.read(state -> {
            List<BookedFill> fills = new ArrayList<>();
            state.accounts().forEach(account -> fills.addAll(account.fillByTradeId.values()));
            return fills;
        });
    }

    /** Start + realised P&L - fees + funding, exactly, in quote units; spot holdings are in it at their cost. */
    public BigDecimal wallet(Market market) {
        return core.read(state -> state.wallet(market));
    }

    /** The books of the USD-M account, all of one moment. */
    public VenueBooks books() {
        return core.read(VenueState::books);
    }

    /** Open positions of both markets; spot holdings are long positions. */
    public List<VenuePosition> positions() {
        return core.read(state -> {
            List<VenuePosition> positions = new ArrayList<>();
            for (InstrumentAccount account : state.accounts()) {
                if (!account.ledger.isFlat()) {
                    long lots = account.ledger.signedLots;
                    BigDecimal quantity = account.instrument
                            .quantity(Math.abs(lots))
                            .multiply(account.instrument.contractMultiplier());
                    positions.add(new VenuePosition(
                            account.instrument.key(),
                            lots,
                            account.ledger.openCost.divide(quantity, 12, RoundingMode.HALF_EVEN)));
                }
            }
            return positions;
        });
    }

    /** Waits until the journal up to now is on the disk; after closing it is.
     *
     * @return how far it had come when this began */
    public JournalMark forceJournal() {
        return journal.force();
    }

    /** Stops answering and closes the journal; nothing that was booked is lost. */
    @Override
    public void close() {
        server.close();
        journal.close();
    }
}
