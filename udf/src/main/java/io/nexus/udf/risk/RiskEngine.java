package io.nexus.udf.risk;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingStatus;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderEventRules.Refusal;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Layer 6's core: the one place that admits orders of an account. Admitting and reserving are one step: the order is in the
 * book when the verdict is out. */
final class RiskEngine {
    static final String ENTRY_ORDERS = "entryOrders";
    private static final int MOST_DEFERRED = 10_000;
    private static final long SECOND_MS = 1_000;

    private final RiskConfig config;
    private final InstrumentCatalog catalog;
    private final EntryBackOff backOff;
    private final OrderBooking booking;
    private final BookingRules rules;
    private final EntryReview review;
    private final LossLimits lossLimits;

    RiskEngine(RiskConfig config, InstrumentCatalog catalog) {
        this.config = config;
        this.catalog = catalog;
        backOff = new EntryBackOff(config.backOff());
        booking = new OrderBooking(catalog, config.coolDownMs(), backOff);
        rules = new BookingRules(catalog);
        review = new EntryReview(config, catalog);
        lossLimits = new LossLimits(config.limits());
    }

    RiskBook newBook(String account) {
        return new RiskBook(account, BigDecimal.valueOf(config.equityStart()));
    }

    /** Judges a candidate. Null if there is nothing to say: it was admitted before (a replay), or has to wait until the
     * books are reconciled. */
    @Nullable
    Verdict candidate(
            RiskBook book,
            Candidate candidate,
            AccountControl control,
            Function<String, @Nullable HourlyCloses> closes) {
        Instrument instrument = catalog.get(candidate.instrument());
        BookedOrder known = book.order(EntryOrder.id(candidate, instrument));
        if (known != null) {
            return repeated(book, candidate, known);
        }
        if (book.isReconciling) {
            if (book.deferred.size() < MOST_DEFERRED) {
                book.deferred.add(candidate);
                return null;
            }
            return rejected(book, candidate, Rejection.of(SkipCode.L6_RECONCILING), "");
        }
        if (!book.isActive(candidate.instrument())) {
            InstrumentRisk held = book.instrument(candidate.instrument());
            held.touch(candidate.bidTicks(), candidate.askTicks());
            held.volatility = candidate.finalVolatility();
        }
        EntryReview.Outcome outcome = review.review(book, candidate, control, closes);
        Proposal proposal = outcome.proposal();
        if (proposal == null || outcome.rejection() != null) {
            Rejection rejection = outcome.rejection();
            TradingStatus status = LossLimits.status(book, control);
            String state = "state=" + status.state() + " cause=" + status.cause();
            return rejected(
                    book, candidate, rejection == null ? Rejection.of(SkipCode.L6_TRADING_STATE) : rejection, state);
        }
        OrderIntent intent = EntryOrder.intent(proposal, outcome.expectedValueBps());
        Decision decision = EntryOrder.decision(proposal, outcome.expectedValueBps(), outcome.varRatio());
        admit(book, intent).isCounted = true;
        return new Verdict(null, intent, decision, candidate.intakeAtWallNs(), count(book, candidate, ENTRY_ORDERS));
    }

    /** Turns a close request into a reduce-only order; null if the account is frozen or the order is known already. */
    @Nullable
    OrderIntent close(RiskBook book, CloseRequest request, AccountControl control) {
        if (!LossLimits.effective(book, control).admitsExits() || book.order(request.clientOrderId()) != null) {
            return null;
        }
        OrderIntent intent = new OrderIntent(
                request.account(),
                request.instrument(),
                request.clientOrderId(),
                request.positionId(),
                request.purpose(),
                request.side(),
                // a bound below the first tick is none
                request.isMarket() || request.limitTicks() <= 0 ? OrderType.MARKET : OrderType.LIMIT,
                TimeInForce.IOC,
                request.lots(),
                request.limitTicks(),
                true,
                request.triggeredAtMs(),
                request.triggeredAtMs(),
                request.triggerSentAtWallMs(),
                0,
                request.doubledMidTicks(),
                null,
                request.reason());
        admit(book, intent);
        return intent;
    }

    /** Takes a position's newest touch. */
    void mark(RiskBook book, PositionMark mark, AccountControl control) {
        InstrumentRisk held = book.instrument(mark.instrument());
        held.touch(mark.bidTicks(), mark.askTicks());
        held.volatility = mark.volatility();
        observe(book, control);
    }

    /** Why an order event must not be booked or passed on; null if it is to be given to {@link #order}. Executions that can't be
     * booked are counted in the book. */
    @Nullable
    Refusal refusal(RiskBook book, OrderEvent event) {
        Refusal refusal = rules.refusal(book, event);
        if (refusal != null) {
            BookingRules.leaveUnbooked(book, event, refusal);
        }
        return refusal;
    }

    /** Books an order event. When it ends RECONCILING, the candidates that waited are answered. */
    List<Verdict> order(RiskBook book, OrderEvent event, AccountControl control) {
        booking.apply(book, event);
        backOff.reduceIfWidespread(book, control);
        observe(book, control);
        boolean isAnswer = event.kind() == OrderEventKind.RECONCILED
                && book.isReconciling
                && event.wallMs() >= book.reconcileRequestedAtWallMs;
        return isAnswer ? reconciled(book) : List.of();
    }

    /** Advances the account's clock; the snapshot if one is due. */
    @Nullable
    AccountSnapshot tick(RiskBook book, long feedTimeMs, AccountControl control) {
        book.tickMs = Math.max(book.tickMs, feedTimeMs);
        Valuation value = observe(book, control);
        boolean isDue =
                book.snapshotAtMs == Long.MIN_VALUE || book.tickMs - book.snapshotAtMs >= config.snapshotIntervalMs();
        if (!isDue) {
            return null;
        }
        book.snapshotAtMs = book.tickMs;
        return snapshot(book, value, control);
    }

    /** Notes whether the market feed is silent, during which the account only reduces. The snapshot says so at once: without
     * ticks no other would follow. */
    AccountSnapshot feed(RiskBook book, boolean isSilent, AccountControl control) {
        book.isFeedSilent = isSilent;
        return snapshot(book, observe(book, control), control);
    }

    /** Stops entries until the venue's orders are merged; the answer to earlier requests does not count. */
    void beginReconcile(RiskBook book, long wallMs) {
        book.isReconciling = true;
        book.reconcileRequestedAtMs = Long.MIN_VALUE;
        book.reconcileRequestedAtWallMs = wallMs;
    }

    /** Venue time to reconcile from if a request is due, else 0. */
    long reconcileSinceMs(RiskBook book, long feedTimeMs) {
        boolean isDue = book.isReconciling
                && (book.reconcileRequestedAtMs == Long.MIN_VALUE
                        || feedTimeMs - book.reconcileRequestedAtMs >= config.reconcileRetryMs());
        if (!isDue) {
            return 0;
        }
        book.reconcileRequestedAtMs = feedTimeMs;
        return Math.max(1, book.lastFillVenueMs - config.reconcileMarginMs());
    }

    private Valuation observe(RiskBook book, AccountControl control) {
        Valuation value = Valuation.of(book, catalog);
        lossLimits.observe(book, value.equity(), control);
        return value;
    }

    private List<Verdict> reconciled(RiskBook book) {
        book.isReconciling = false;
        List<Verdict> verdicts = new ArrayList<>();
        for (Candidate waiting : book.deferred) {
            Instrument instrument = catalog.find(waiting.instrument());
            BookedOrder known = instrument == null ? null : book.order(EntryOrder.id(waiting, instrument));
            Verdict verdict = known == null
                    ? rejected(book, waiting, Rejection.of(SkipCode.L6_RECONCILING), "")
                    : repeated(book, waiting, known);
            if (verdict != null) {
                verdicts.add(verdict);
            }
        }
        book.deferred = new ArrayList<>();
        return verdicts;
    }

    /** The candidate of an order that is known: admitted before a restart. */
    private static @Nullable Verdict repeated(RiskBook book, Candidate candidate, BookedOrder known) {
        if (known.isCounted) {
            return null;
        }
        known.isCounted = true;
        return new Verdict(null, null, null, candidate.intakeAtWallNs(), count(book, candidate, ENTRY_ORDERS));
    }

    private BookedOrder admit(RiskBook book, OrderIntent intent) {
        BookedOrder order = booking.admit(book, intent);
        long now = Math.max(book.tickMs, intent.createdAtMs());
        book.admittedAtMs.removeIf(atMs -> atMs <= now - SECOND_MS);
        book.admittedAtMs.add(now);
        return order;
    }

    private static Verdict rejected(RiskBook book, Candidate candidate, Rejection rejection, String detail) {
        SkipRecord skip = rejection.skip(candidate, detail);
        FunnelCount count = count(book, candidate, rejection.check().code());
        return new Verdict(skip, null, null, candidate.intakeAtWallNs(), count);
    }

    private static FunnelCount count(RiskBook book, Candidate candidate, String name) {
        long total = book.instrument(candidate.instrument()).count(name);
        return new FunnelCount(candidate.instrument(), name, total, candidate.feedTimeMs());
    }

    private static AccountSnapshot snapshot(RiskBook book, Valuation value, AccountControl control) {
        double[] outcomes = book.outcomesBps;
        TradingStatus status = LossLimits.status(book, control);
        if (book.status == null || !book.status.isSameAs(status)) {
            book.statusSinceMs = book.tickMs;
        }
        book.status = status;
        return new AccountSnapshot(
                book.account,
                book.tickMs,
                book.wallet(),
                value.equity(),
                value.ratio(value.gross()),
                LossLimits.ratio(book.peakEquity.subtract(value.equity()), book.peakEquity),
                LossLimits.ratio(value.equity().subtract(book.dayEquity), book.dayEquity),
                LossLimits.ratio(value.equity().subtract(book.weekEquity), book.weekEquity),
                value.ratio(value.usedMargin().add(value.reserved())),
                value.openPositions(),
                status.state(),
                control.tradingVersion(),
                book.lastTradeAtMs,
                outcomes.length == 0 ? 0 : outcomes[outcomes.length - 1],
                control.tradingMessageId(),
                status.cause(),
                status.detail(),
                book.statusSinceMs);
    }
}
