package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.order.OrderType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The venue's clock and its order of things. The clock is the feed time of the newest event; before an event later than a
 * due order is taken in, the order meets the book, so that it sees exactly what was displayed at arrival + latency. The same
 * holds for cancels and funding times. Thread-safe: one lock over everything. */
final class VenueCore {
    private final SimulatedExchangeConfig config;
    private final VenueBookkeeper keeper;
    private final VenueState state;
    private final Matcher matcher;
    private final Map<String, VenueBook> bookByInstrument = new LinkedHashMap<>();
    private final PriorityQueue<VenueTimer> timers = new PriorityQueue<>();
    /** Accepted, and the book was not met yet. */
    private final Set<Long> unmatched = new TreeSet<>();
    /** Of the unmatched: due, but the book was not valid. */
    private final Set<Long> waiting = new TreeSet<>();

    private final long restoredClockMs;
    private long reachedMs;
    private long timerSequence;
    private long nextFundingMs = Long.MAX_VALUE;

    VenueCore(SimulatedExchangeConfig config, Collection<Instrument> listed, VenueJournal journal) {
        this.config = config;
        for (Instrument instrument : listed) {
            bookByInstrument.put(instrument.key(), new VenueBook(instrument));
        }
        state = new VenueState(listed);
        keeper = new VenueBookkeeper(state, journal, BigDecimal.valueOf(config.startWallet()));
        matcher = new Matcher(keeper);
        restoredClockMs = state.clockMs;
        resume();
    }

    /** Takes in an event. What is not younger than the restored journal rebuilds books only: orders met it before. */
    synchronized void onMarketEvent(MarketEvent event) {
        VenueBook book = bookByInstrument.get(event.instrument());
        if (event.feedTimeMs() <= restoredClockMs) {
            if (book != null) {
                book.apply(event);
            }
            return;
        }
        advanceTo(event.feedTimeMs());
        if (book != null) {
            boolean hasChanged = book.apply(event);
            InstrumentAccount account = state.account(event.instrument());
            if (hasChanged) {
                meet(account, book);
            } else if (event.kind() == MarketEventKind.TRADE && event.trade() != null) {
                matcher.onTrade(account, event.trade());
            }
            keeper.settleOwed(account, book);
        }
        if (keeper.takeNews()) {
            notifyAll();
        }
    }

    /** Whoever sends orders now may have seen the market up to a feed time that the clock has not come to yet. */
    synchronized void reached(long feedTimeMs) {
        reachedMs = Math.max(reachedMs, feedTimeMs);
    }

    private long arrivalMs() {
        return Math.max(state.clockMs, reachedMs);
    }

    /** Accepts an order; it meets the book one latency later.
     *
     * @throws VenueRejection if a rule is broken */
    synchronized VenueOrder submit(NewOrder order) throws VenueRejection {
        Instrument instrument = order.instrument();
        long marginTicks = OrderRules.check(order, state, book(instrument.key()));
        VenueOrder booked = new VenueOrder(
                state.lastOrderId + 1,
                order.clientOrderId(),
                instrument.key(),
                order.side(),
                order.type(),
                order.timeInForce(),
                instrument.lots(order.quantity()),
                order.type() == OrderType.LIMIT ? instrument.ticks(order.price()) : 0,
                marginTicks,
                order.isReduceOnly(),
                state.clockMs,
                arrivalMs() + config.latencyMs(),
                BookedStatus.NEW,
                0,
                BigDecimal.ZERO,
                state.clockMs);
        keeper.book(new JournalEvent.Accepted(state.clockMs, booked));
        unmatched.add(booked.orderId());
        setTimer(booked.matchAtMs(), VenueTimer.Kind.MATCH, booked.orderId());
        return booked;
    }

    /** Takes a cancel in; it takes effect one latency later, after whatever was due before it.
     *
     * @throws VenueRejection -2011 if the order is closed */
    synchronized void cancel(VenueOrder order) throws VenueRejection {
        if (!state.order(order.orderId()).isOpen()) {
            throw VenueRejection.of(-2011, "Unknown order sent.");
        }
        if (!state.cancelAtByOrderId.containsKey(order.orderId())) {
            long cancelAtMs = arrivalMs() + config.latencyMs();
            keeper.book(new JournalEvent.CancelAsked(state.clockMs, order.orderId(), cancelAtMs));
            setTimer(cancelAtMs, VenueTimer.Kind.CANCEL, order.orderId());
        }
    }

    /** The order once it met the book, or as it stands when the wait is over; the venue's clock may stand still. */
    synchronized VenueOrder awaitMatch(long orderId, long waitWallMs) throws InterruptedException {
        await(() -> !unmatched.contains(orderId), waitWallMs);
        return state.order(orderId);
    }

    /** The order once it is closed, or as it stands when the wait is over. */
    synchronized VenueOrder awaitClose(long orderId, long waitWallMs) throws InterruptedException {
        await(() -> !state.order(orderId).isOpen(), waitWallMs);
        return state.order(orderId);
    }

    synchronized <T> T read(Function<VenueState, T> view) {
        return view.apply(state);
    }

    /** As {@link #read}, with the clock, which is remembered as told. */
    synchronized <T> T readAndTell(BiFunction<VenueState, Long, T> view) {
        return view.apply(state, keeper.tellClock());
    }

    /** Mark price, else mid, else zero; for display. */
    synchronized BigDecimal displayPrice(String instrument) {
        BigDecimal mark = book(instrument).markPrice();
        return mark == null ? BigDecimal.ZERO : mark;
    }

    private void await(BooleanSupplier isDone, long waitWallMs) throws InterruptedException {
        long endNs = System.nanoTime() + waitWallMs * 1_000_000;
        while (!isDone.getAsBoolean()) {
            long leftMs = (endNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return;
            }
            wait(leftMs);
        }
    }

    private void resume() {
        for (InstrumentAccount account : state.accounts()) {
            for (VenueOrder order : new ArrayList<>(account.openOrderById.values())) {
                boolean isResting = state.queueAheadByOrderId.containsKey(order.orderId());
                if (!isResting && order.filledLots() > 0 && order.timeInForce() != VenueTimeInForce.GTC) {
                    keeper.close(order, BookedStatus.EXPIRED);
                } else if (!isResting) {
                    unmatched.add(order.orderId());
                    setTimer(order.matchAtMs(), VenueTimer.Kind.MATCH, order.orderId());
                }
            }
        }
        state.cancelAtByOrderId.forEach((orderId, atMs) -> setTimer(atMs, VenueTimer.Kind.CANCEL, orderId));
        if (state.clockMs > 0) {
            nextFundingMs = fundingTimeFrom(state.clockMs);
        }
    }

    private void advanceTo(long feedTimeMs) {
        if (nextFundingMs == Long.MAX_VALUE) {
            nextFundingMs = fundingTimeFrom(feedTimeMs);
        }
        while (true) {
            VenueTimer timer = timers.peek();
            long timerMs = timer == null ? Long.MAX_VALUE : timer.timeMs();
            long nextMs = Math.min(timerMs, nextFundingMs);
            if (nextMs >= feedTimeMs) {
                break;
            }
            state.clockMs = Math.max(state.clockMs, nextMs);
            if (nextFundingMs <= timerMs) {
                payFunding();
            } else {
                run(timers.remove());
            }
        }
        state.clockMs = Math.max(state.clockMs, feedTimeMs);
    }

    private void payFunding() {
        for (InstrumentAccount account : state.accounts()) {
            if (account.instrument.market() == Market.USDM) {
                keeper.fund(account, book(account.instrument.key()), nextFundingMs);
            }
        }
        nextFundingMs += config.fundingIntervalMs();
    }

    private void run(VenueTimer timer) {
        VenueOrder order = state.order(timer.orderId());
        if (!order.isOpen()) {
            return;
        }
        VenueBook book = book(order.instrument());
        switch (timer.kind()) {
            case MATCH -> {
                if (book.isValid()) {
                    match(order, book);
                } else {
                    waiting.add(order.orderId());
                    if (order.timeInForce() != VenueTimeInForce.GTC) {
                        setTimer(state.clockMs + config.maxBookWaitMs(), VenueTimer.Kind.EXPIRE, order.orderId());
                    }
                }
            }
            case EXPIRE -> close(order, BookedStatus.EXPIRED);
            case CANCEL -> close(order, BookedStatus.CANCELED);
        }
    }

    private void meet(InstrumentAccount account, VenueBook book) {
        if (account.openOrderById.isEmpty() || !book.isValid()) {
            return;
        }
        List<VenueOrder> open = new ArrayList<>(account.openOrderById.values());
        for (VenueOrder order : open) {
            if (waiting.contains(order.orderId())) {
                match(order, book);
            } else {
                matcher.onBook(account, book, order);
            }
        }
    }

    private void match(VenueOrder order, VenueBook book) {
        unmatched.remove(order.orderId());
        waiting.remove(order.orderId());
        matcher.onArrival(state.account(order.instrument()), book, order);
    }

    private void close(VenueOrder order, BookedStatus status) {
        unmatched.remove(order.orderId());
        waiting.remove(order.orderId());
        keeper.close(order, status);
    }

    private void setTimer(long atMs, VenueTimer.Kind kind, long orderId) {
        timers.add(new VenueTimer(atMs, timerSequence++, kind, orderId));
    }

    private long fundingTimeFrom(long timeMs) {
        return -Math.floorDiv(-timeMs, config.fundingIntervalMs()) * config.fundingIntervalMs();
    }

    private VenueBook book(String instrument) {
        VenueBook book = bookByInstrument.get(instrument);
        if (book == null) {
            throw new IllegalStateException("the venue does not list " + instrument);
        }
        return book;
    }
}
