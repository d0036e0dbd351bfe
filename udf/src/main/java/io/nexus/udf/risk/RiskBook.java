package io.nexus.udf.risk;

import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.TradingStatus;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.order.Fill;
import io.nexus.domain.skip.SkipCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One account as Layer 6 knows it. Money is exact, in quote units. A mutable state class; fields are public for the
 * serializer. Lists keep the order in which things were first seen, so that sums over them are the same in every run. */
public final class RiskBook {
    private static final int MOST_UNBOOKED = 1_000;

    public String account = "";
    public BigDecimal equityStart = BigDecimal.ZERO;
    public BigDecimal realizedPnl = BigDecimal.ZERO;
    public BigDecimal fees = BigDecimal.ZERO;
    public BigDecimal funding = BigDecimal.ZERO;
    /** Executions that could not be booked (unknown or inverse instrument) and have not been booked since. */
    public long unbookedFills;
    /** Those of unknown instruments, {@code instrument tradeId}, oldest first. Null in an older savepoint. */
    public @Nullable List<String> unbooked = new ArrayList<>();

    public List<InstrumentRisk> instruments = new ArrayList<>();
    /** Orders that are not settled. */
    public List<BookedOrder> orders = new ArrayList<>();
    /** Settled orders by client order id until no report of them can come any more; read by key only. */
    public Map<String, BookedOrder> settledById = new HashMap<>();
    /** Booked payments of the last 30 days. */
    public List<FundingPayment> payments = new ArrayList<>();

    /** Newest account tick; {@code Long.MIN_VALUE} before the first. */
    public long tickMs = Long.MIN_VALUE;

    public long snapshotAtMs = Long.MIN_VALUE;
    /** The venue's clock at the newest execution; 0 without one. */
    public long lastFillVenueMs;
    /** Feed times of the orders admitted in the last second. */
    public List<Long> admittedAtMs = new ArrayList<>();

    public BigDecimal peakEquity = BigDecimal.ZERO;
    public BigDecimal dayEquity = BigDecimal.ZERO;
    public BigDecimal weekEquity = BigDecimal.ZERO;
    /** UTC day and week of the anchors; {@code Long.MIN_VALUE} before the first tick. */
    public long day = Long.MIN_VALUE;

    public long week = Long.MIN_VALUE;

    /** Loss limits that are exceeded now; a new one leads to REDUCING. */
    public List<SkipCode> breachedLimits = new ArrayList<>();
    /** Whether a loss limit led to REDUCING and nobody resumed since. */
    public boolean isReducedByLimit;
    /** Newest trading-state message when the limit was hit: only newer ones resume. */
    public long reducedAtVersion;

    /** Trading state and cause of the newest snapshot, and since when they are so; null before the first. */
    public @Nullable TradingStatus status;

    public long statusSinceMs;
    /** Whether the market feed is silent: the account only reduces until it is heard again. */
    public boolean isFeedSilent;
    /** Whether refusals of entries on several instruments led to REDUCING and nobody resumed since. */
    public boolean isReducedByRefusals;
    /** What the venue refused them for; null if that never happened. */
    public @Nullable String refusedFor;
    /** Newest trading-state message when that happened: only newer ones resume. */
    public long refusedAtVersion;

    public boolean isReconciling;
    public long reconcileRequestedAtMs = Long.MIN_VALUE;
    /** Answers made before this are of an earlier attempt. */
    public long reconcileRequestedAtWallMs;
    /** Candidates that came while reconciling: rejected once it is known which of them were admitted before. */
    public List<Candidate> deferred = new ArrayList<>();

    /** Net results of the last five round trips, newest last, basis points of the opened notional. */
    public double[] outcomesBps = new double[0];

    public long lastTradeAtMs;

    /** For the serializer. */
    public RiskBook() {}

    public RiskBook(String account, BigDecimal equityStart) {
        this.account = account;
        this.equityStart = equityStart;
        peakEquity = equityStart;
        dayEquity = equityStart;
        weekEquity = equityStart;
    }

    /** equityStart + realised P&L - fees + funding. */
    public BigDecimal wallet() {
        return equityStart.add(realizedPnl).subtract(fees).add(funding);
    }

    @Nullable
    InstrumentRisk find(String instrument) {
        for (InstrumentRisk known : instruments) {
            if (known.instrument.equals(instrument)) {
                return known;
            }
        }
        return null;
    }

    InstrumentRisk instrument(String instrument) {
        InstrumentRisk known = find(instrument);
        if (known == null) {
            known = new InstrumentRisk(instrument);
            instruments.add(known);
        }
        return known;
    }

    @Nullable
    BookedOrder order(String clientOrderId) {
        for (BookedOrder known : orders) {
            if (known.state.intent.clientOrderId().equals(clientOrderId)) {
                return known;
            }
        }
        return settledById.get(clientOrderId);
    }

    /** Keeps an order where its state wants it. A later word of the venue can open a settled one again. */
    void file(BookedOrder order) {
        String id = order.state.intent.clientOrderId();
        if (order.state.isSettled()) {
            orders.remove(order);
            settledById.put(id, order);
        } else if (settledById.remove(id) != null || !orders.contains(order)) {
            orders.add(order);
        }
    }

    /** Counts an execution that can't be booked, once. */
    void leaveUnbooked(String instrument, Fill fill) {
        List<String> known = unbooked == null ? new ArrayList<>() : unbooked;
        unbooked = known;
        String execution = instrument + ' ' + fill.tradeId();
        if (known.contains(execution)) {
            return;
        }
        unbookedFills++;
        known.add(execution);
        if (known.size() > MOST_UNBOOKED) {
            known.remove(0);
        }
    }

    /** An execution is booked, perhaps one that could not be before. */
    void foundUnbooked(String instrument, Fill fill) {
        if (unbooked != null && unbooked.remove(instrument + ' ' + fill.tradeId())) {
            unbookedFills--;
        }
    }

    /** Whether a position is held (other than dust) or an order of it is not settled. */
    boolean isActive(String instrument) {
        InstrumentRisk held = find(instrument);
        if (held != null && !held.isAtRest()) {
            return true;
        }
        for (BookedOrder order : orders) {
            if (order.state.intent.instrument().equals(instrument)) {
                return true;
            }
        }
        return false;
    }
}
