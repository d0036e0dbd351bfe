package io.nexus.cli.report;

import io.nexus.connectors.gateway.GatewayProgress;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Side;
import io.nexus.domain.position.PositionLedger;
import io.nexus.domain.skip.RejectReason;
import io.nexus.testbed.venue.VenueBooks;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The numbers of a run, gathered from what it left behind: counts, trade history and the venue's books. The three are
 * independent of each other, so their agreement proves something. */
public final class RunSummary {
    private static final String IDENTITIES = "identities";
    private static final String UNUSABLE = "mostMessagesUnusable";
    private static final String BY_GATEWAY = "GATEWAY";
    /** Counts of what went wrong with orders: refused events, unbooked or estimated executions, lost orders. */
    private static final String ORDERS = "orders.";

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Boolean> identities = new LinkedHashMap<>();

    /** Counts of the feed and of the job.
     *
     * @param progress of the gateway; what it refused never reached the job and counts as rejected, too
     * @param totals of the job, by name */
    public void feed(GatewayProgress progress, Map<String, Long> totals) {
        values.put("received", progress.received());
        long rejected = counts(totals, progress);
        if (!progress.sourceCounts().isEmpty()) {
            values.put("recording", progress.sourceCounts());
        }
        long noTrades = progress.letters(RejectReason.NO_TRADE);
        if ((rejected - noTrades) * 2 > progress.received()) {
            values.put(UNUSABLE, true);
        }
        long accepted = totals.getOrDefault("accepted", 0L);
        identities.put("received = accepted + rejected", progress.received() == accepted + rejected);
        compareFunnel(totals);
    }

    /** Counts of the job alone.
     *
     * @param totals by name
     * @param isAtRest whether every evaluation has come to its end; while market events come, each layer's counts are of
     *     another moment and are not compared */
    public void counts(Map<String, Long> totals, boolean isAtRest) {
        counts(totals, null);
        if (isAtRest) {
            compareFunnel(totals);
        }
    }

    /** @return rejected messages of every kind */
    private long counts(Map<String, Long> totals, @Nullable GatewayProgress gateway) {
        Map<String, Long> rejected = new TreeMap<>();
        Map<String, Long> skips = new TreeMap<>();
        Map<String, Long> orders = new TreeMap<>();
        totals.forEach((name, total) -> {
            if (name.startsWith("rejected.")) {
                rejected.put(name.substring("rejected.".length()), total);
            } else if (StoredCounts.isSkip(name)) {
                skips.put(name, total);
            } else if (name.startsWith(ORDERS)) {
                orders.put(name.substring(ORDERS.length()), total);
            }
        });
        Map<String, Long> refusedByReason = gateway == null ? Map.of() : gateway.refusedByReason();
        refusedByReason.forEach((reason, count) ->
                rejected.put(reason.equals(RejectReason.NO_TRADE.name()) ? reason : BY_GATEWAY + '.' + reason, count));
        long others = gateway == null ? 0 : gateway.refused() - sum(refusedByReason);
        if (others > 0) {
            rejected.put(BY_GATEWAY, others);
        }
        values.put("accepted", totals.getOrDefault("accepted", 0L));
        values.put("rejected", rejected);
        Map<String, Long> book = new LinkedHashMap<>();
        for (String count : List.of("compared", "mismatches", "gaps")) {
            book.put(count, totals.getOrDefault("book." + count, 0L));
        }
        long oddByGateway = gateway == null ? 0 : gateway.letters(RejectReason.ODD_LEVEL);
        book.put("odd", totals.getOrDefault("book.odd", 0L) + oddByGateway);
        values.put("book", book);
        values.put("cold", totals.getOrDefault("cold", 0L));
        values.put("evaluations", totals.getOrDefault("evaluations", 0L));
        values.put("skips", skips);
        values.put("orderFaults", orders);
        return sum(rejected);
    }

    private void compareFunnel(Map<String, Long> totals) {
        long skips = totals.entrySet().stream()
                .filter(total -> StoredCounts.isSkip(total.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long ended = skips + totals.getOrDefault("entryOrders", 0L) - totals.getOrDefault("L7.DENIED", 0L);
        identities.put("evaluations = skips + entry orders", totals.getOrDefault("evaluations", 0L) == ended);
    }

    /** Orders, positions and money.
     *
     * @param venue null where there is none to ask: its books are not compared then
     * @param jobWallet as Layer 6 computed it; null if it never told
     * @throws SQLException if the history can't be read */
    public void trading(
            TradeHistory history,
            InstrumentCatalog instruments,
            @Nullable VenueBooks venue,
            @Nullable BigDecimal jobWallet)
            throws SQLException {
        Map<String, Long> entries = new TreeMap<>();
        Map<String, Long> exits = new TreeMap<>();
        for (TradeHistory.StatusCount count : history.orderCounts()) {
            (count.purpose().equals("ENTRY") ? entries : exits).merge(count.status(), count.orders(), Long::sum);
        }
        List<TradeHistory.FillRecord> fills = history.fills();
        BigDecimal fees = fills.stream().map(TradeHistory.FillRecord::fee).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, PositionLedger> ledgers = replay(fills, instruments);
        BigDecimal gross =
                ledgers.values().stream().map(ledger -> ledger.realizedPnl).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Long> closed = history.closedByReason();
        long open = ledgers.values().stream().filter(ledger -> !ledger.isFlat()).count();
        values.put("entryOrders", entries);
        values.put("exitOrders", exits);
        values.put("fills", fills.size());
        values.put("positionsOpened", sum(closed) + open);
        values.put("positionsClosed", closed);
        values.put("positionsOpen", open);
        values.put("grossRealizedPnl", gross);
        values.put("fees", fees);
        identities.put("no order UNKNOWN", !entries.containsKey("UNKNOWN") && !exits.containsKey("UNKNOWN"));
        if (venue != null) {
            compare(venue, walletEnd(jobWallet, venue), gross, fees);
            identities.put("fills = venue's fills", fills.size() == venue.fills());
            long sent = accepted(entries) + accepted(exits);
            identities.put("orders = venue's orders", sent == venue.orders());
            identities.put("no id twice at the venue", venue.orders() == venue.distinctIds());
        } else if (jobWallet != null) {
            values.put("walletEnd", jobWallet);
        }
    }

    private static BigDecimal walletEnd(@Nullable BigDecimal jobWallet, VenueBooks venue) {
        return jobWallet == null ? venue.startWallet() : jobWallet;
    }

    private void compare(VenueBooks venue, BigDecimal walletEnd, BigDecimal gross, BigDecimal fees) {
        values.put("equityStart", venue.startWallet());
        values.put("funding", venue.funding());
        values.put("walletEnd", walletEnd);
        values.put("venueWallet", venue.wallet());
        BigDecimal expected = venue.startWallet().add(gross).subtract(fees).add(venue.funding());
        identities.put("equityStart + gross - fees + funding = walletEnd", expected.compareTo(walletEnd) == 0);
        identities.put("walletEnd = venueWallet", walletEnd.compareTo(venue.wallet()) == 0);
    }

    /** Anything else, under a key of the summary. */
    public void put(String key, Object value) {
        values.put(key, value);
    }

    /** Whether every identity holds. */
    public boolean isConsistent() {
        return identities.values().stream().allMatch(Boolean::booleanValue);
    }

    /** The same of a summary that was stored. */
    public static boolean isConsistent(Map<?, ?> values) {
        return values.get(IDENTITIES) instanceof Map<?, ?> stored && !stored.containsValue(false);
    }

    /** Whether most messages of the feed could not be read or were refused, of a summary that may have been stored. */
    public static boolean isUnusable(Map<?, ?> values) {
        return Boolean.TRUE.equals(values.get(UNUSABLE));
    }

    public Map<String, Boolean> identities() {
        return identities;
    }

    /** The summary with its identities, in a fixed order of keys. */
    public Map<String, Object> values() {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put(IDENTITIES, identities);
        return all;
    }

    /** Without those that are in our history only: the venue never had them, or refused them. */
    private static long accepted(Map<String, Long> countByStatus) {
        return sum(countByStatus)
                - countByStatus.getOrDefault("DENIED", 0L)
                - countByStatus.getOrDefault("REJECTED", 0L);
    }

    private static Map<String, PositionLedger> replay(
            List<TradeHistory.FillRecord> fills, InstrumentCatalog instruments) {
        Map<String, PositionLedger> ledgers = new HashMap<>();
        for (TradeHistory.FillRecord fill : fills) {
            Instrument instrument = instruments.find(fill.instrument());
            if (instrument == null) {
                continue; // it has left the catalogue: its money is missing, and the identities say so
            }
            ledgers.computeIfAbsent(fill.instrument(), key -> new PositionLedger())
                    .apply(instrument, Side.valueOf(fill.side()), instrument.ticks(fill.price()), fill.lots());
        }
        return ledgers;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
