package io.nexus.testbed.venue;

import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders, executions, wallets and positions: the fold of the journal's events. Not thread-safe. */
final class VenueState {
    private final Map<String, InstrumentAccount> accountByInstrument = new LinkedHashMap<>();
    private final Map<Long, InstrumentAccount> accountByOrderId = new HashMap<>();
    private final Map<String, Long> orderIdByClientOrderId = new HashMap<>();
    private final EnumMap<Market, BigDecimal> startByMarket = new EnumMap<>(Market.class);
    private final EnumMap<Market, BigDecimal> walletByMarket = new EnumMap<>(Market.class);
    private final List<FundingPayment> funding = new ArrayList<>();

    /** Orders that met the book and rest, with the quantity ahead of them. */
    final TreeMap<Long, Long> queueAheadByOrderId = new TreeMap<>();

    final TreeMap<Long, Long> cancelAtByOrderId = new TreeMap<>();
    long clockMs;
    long lastOrderId;
    long lastTradeId;
    long lastTransactionId;

    VenueState(Collection<Instrument> instruments) {
        for (Instrument instrument : instruments) {
            accountByInstrument.put(instrument.key(), new InstrumentAccount(instrument));
        }
    }

    boolean isOpened() {
        return !walletByMarket.isEmpty();
    }

    /** Books an event.
     *
     * @throws IllegalStateException if it does not fit what was booked before */
    void apply(JournalEvent event) {
        clockMs = Math.max(clockMs, event.timeMs());
        if (event instanceof JournalEvent.Opened opened) {
            open(opened);
        } else if (event instanceof JournalEvent.Accepted accepted) {
            accept(accepted.order());
        } else if (event instanceof JournalEvent.Filled filled) {
            fill(filled.fill());
        } else if (event instanceof JournalEvent.Closed closed) {
            put(order(closed.orderId()).withStatus(closed.status(), closed.timeMs()));
        } else if (event instanceof JournalEvent.Rested rested) {
            queueAheadByOrderId.put(rested.orderId(), rested.queueAheadLots());
        } else if (event instanceof JournalEvent.CancelAsked asked) {
            cancelAtByOrderId.putIfAbsent(asked.orderId(), asked.cancelAtMs());
        } else if (event instanceof JournalEvent.FundingOwed owed) {
            InstrumentAccount account = account(owed.instrument());
            account.owedLots += owed.signedLots();
            account.lastFundingMs = owed.timeMs();
        } else if (event instanceof JournalEvent.Funded funded) {
            fund(funded);
        }
    }

    InstrumentAccount account(String instrument) {
        InstrumentAccount account = accountByInstrument.get(instrument);
        if (account == null) {
            throw new IllegalStateException("the venue does not list " + instrument + ", but its journal does");
        }
        return account;
    }

    Collection<InstrumentAccount> accounts() {
        return accountByInstrument.values();
    }

    VenueOrder order(long orderId) {
        InstrumentAccount account = accountByOrderId.get(orderId);
        VenueOrder order = account == null ? null : account.orderById.get(orderId);
        if (order == null) {
            throw new IllegalStateException("no order has id " + orderId);
        }
        return order;
    }

    /** The newest order of a client id on a market; ids may come again once the first order is closed. */
    @Nullable
    VenueOrder findByClientOrderId(Market market, String clientOrderId) {
        Long orderId = orderIdByClientOrderId.get(idKey(market, clientOrderId));
        return orderId == null ? null : order(orderId);
    }

    BigDecimal start(Market market) {
        return startByMarket.getOrDefault(market, BigDecimal.ZERO);
    }

    /** Start + realised P&L - fees + funding, in quote units. */
    BigDecimal wallet(Market market) {
        return walletByMarket.getOrDefault(market, BigDecimal.ZERO);
    }

    /** Spot: quote asset in hand, which is the wallet less what the holdings cost. */
    BigDecimal spotCash() {
        BigDecimal cash = wallet(Market.SPOT);
        for (InstrumentAccount account : accountByInstrument.values()) {
            if (account.instrument.market() == Market.SPOT) {
                cash = cash.subtract(account.ledger.openCost);
            }
        }
        return cash;
    }

    List<FundingPayment> funding() {
        return funding;
    }

    /** The USD-M account's. */
    VenueBooks books() {
        BigDecimal paid = BigDecimal.ZERO;
        for (FundingPayment payment : funding) {
            paid = paid.add(payment.amount());
        }
        Set<String> ids = new HashSet<>();
        long orders = 0;
        long fills = 0;
        for (InstrumentAccount account : accounts()) {
            orders += account.orderById.size();
            fills += account.fillByTradeId.size();
            account.orderById.values().forEach(order -> ids.add(order.clientOrderId()));
        }
        return new VenueBooks(start(Market.USDM), wallet(Market.USDM), paid, orders, ids.size(), fills);
    }

    private void open(JournalEvent.Opened opened) {
        startByMarket.put(Market.USDM, opened.usdmWallet());
        startByMarket.put(Market.SPOT, opened.spotWallet());
        walletByMarket.putAll(startByMarket);
    }

    private void accept(VenueOrder order) {
        InstrumentAccount account = account(order.instrument());
        accountByOrderId.put(order.orderId(), account);
        orderIdByClientOrderId.put(idKey(account.instrument.market(), order.clientOrderId()), order.orderId());
        lastOrderId = Math.max(lastOrderId, order.orderId());
        put(order);
    }

    private void fill(BookedFill fill) {
        InstrumentAccount account = account(fill.instrument());
        Instrument instrument = account.instrument;
        BigDecimal realized = account.ledger.apply(instrument, fill.side(), fill.priceTicks(), fill.lots());
        if (realized.compareTo(fill.realizedPnl()) != 0) {
            throw new IllegalStateException(
                    "fill " + fill.tradeId() + " realised " + realized + ", was booked as " + fill.realizedPnl());
        }
        add(instrument.market(), realized.subtract(fill.fee()));
        account.fillByTradeId.put(fill.tradeId(), fill);
        lastTradeId = Math.max(lastTradeId, fill.tradeId());
        BigDecimal quote = instrument.notional(fill.priceTicks(), fill.lots());
        put(order(fill.orderId()).withFill(fill.lots(), quote, fill.timeMs()));
    }

    private void fund(JournalEvent.Funded funded) {
        InstrumentAccount account = account(funded.instrument());
        account.owedLots = 0;
        account.lastFundingMs = Math.max(account.lastFundingMs, funded.timeMs());
        lastTransactionId = Math.max(lastTransactionId, funded.transactionId());
        add(account.instrument.market(), funded.amount());
        funding.add(new FundingPayment(funded.transactionId(), funded.instrument(), funded.amount(), funded.timeMs()));
    }

    private void add(Market market, BigDecimal amount) {
        walletByMarket.merge(market, amount, BigDecimal::add);
    }

    private void put(VenueOrder order) {
        account(order.instrument()).put(order);
        if (!order.isOpen()) {
            queueAheadByOrderId.remove(order.orderId());
            cancelAtByOrderId.remove(order.orderId());
        }
    }

    private static String idKey(Market market, String clientOrderId) {
        return market + "|" + clientOrderId;
    }
}
