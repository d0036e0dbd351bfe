package io.nexus.udf.execution;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** A venue in memory that accepts a used id again once the first order is closed, as real ones do, and whose connection can
 * lose requests and answers. */
final class ForgetfulVenue implements Exchange {
    /** What the next request of a kind meets. */
    enum Fate {
        ARRIVES,
        /** The venue acts, the answer is lost. */
        ANSWER_LOST,
        /** The client gives up, and the request arrives as late as its receive window allows. */
        ARRIVES_LATE,
        /** The request is lost. */
        REQUEST_LOST,
        REFUSED
    }

    private static final class Order {
        private final OrderIntent intent;
        private final List<Fill> fills = new ArrayList<>();
        private OrderStatus status = OrderStatus.SUBMITTED;

        Order(OrderIntent intent) {
            this.intent = intent;
        }

        long filledLots() {
            return fills.stream().mapToLong(Fill::lots).sum();
        }
    }

    private record Late(OrderIntent intent, long arrivesAtMs) {}

    final Map<String, Integer> placementsById = new LinkedHashMap<>();
    final List<String> requests = new ArrayList<>();
    final Deque<Fate> placeFates = new ArrayDeque<>();
    final Deque<Fate> queryFates = new ArrayDeque<>();
    /** Lots that the next placed orders execute at once; all of them without an entry. */
    final Deque<Long> executedAtOnce = new ArrayDeque<>();
    /** Whether what is not executed at once rests (else it is canceled, as IOC is). */
    boolean isResting;
    /** Whether the list of orders can't be had. */
    boolean isListFailing;
    /** Whether questions are answered "no such order", although the list has it. */
    boolean isQueryBlind;
    /** Whether questions and cancels are refused, as with a wrong key. */
    boolean isRefusingQuestions;
    /** What the next request is answered, whatever it asks. */
    OrderReport nextAnswer;
    /** Whether the fills of a query are told (else only their sum, until told). */
    boolean hidesFills;

    private final Map<String, Order> orderById = new LinkedHashMap<>();
    private final List<Late> late = new ArrayList<>();
    private final LongSupplier clockMs;
    private long tradeId = 100;

    ForgetfulVenue(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    @Override
    public CompletableFuture<OrderReport> place(OrderIntent intent) {
        receiveLate();
        requests.add("place " + intent.clientOrderId());
        Fate fate = placeFates.isEmpty() ? Fate.ARRIVES : placeFates.poll();
        if (fate == Fate.REQUEST_LOST) {
            return failed(ExchangeException.Kind.UNKNOWN);
        }
        if (fate == Fate.REFUSED) {
            return failed(ExchangeException.Kind.REFUSED);
        }
        if (fate == Fate.ARRIVES_LATE) {
            late.add(new Late(intent, clockMs.getAsLong() + 1_900));
            return failed(ExchangeException.Kind.UNKNOWN);
        }
        Order order = accept(intent);
        return fate == Fate.ANSWER_LOST ? failed(ExchangeException.Kind.UNKNOWN) : told(order);
    }

    @Override
    public CompletableFuture<OrderReport> query(OrderIntent intent) {
        receiveLate();
        requests.add("query " + intent.clientOrderId());
        Fate fate = queryFates.isEmpty() ? Fate.ARRIVES : queryFates.poll();
        if (fate != Fate.ARRIVES) {
            return failed(ExchangeException.Kind.UNKNOWN);
        }
        if (isRefusingQuestions) {
            return failed(ExchangeException.Kind.REFUSED);
        }
        Order order = isQueryBlind ? null : orderById.get(intent.clientOrderId());
        return order == null ? failed(ExchangeException.Kind.NOT_FOUND) : told(order);
    }

    @Override
    public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
        receiveLate();
        requests.add("cancel " + intent.clientOrderId());
        if (isRefusingQuestions) {
            return failed(ExchangeException.Kind.REFUSED);
        }
        Order order = isQueryBlind ? null : orderById.get(intent.clientOrderId());
        if (order == null) {
            return failed(ExchangeException.Kind.NOT_FOUND);
        }
        if (order.status.isOpen()) {
            order.status = OrderStatus.CANCELED;
        }
        return told(order);
    }

    @Override
    public CompletableFuture<AccountReport> account(String account, long sinceVenueMs) {
        return CompletableFuture.completedFuture(
                new AccountReport(BigDecimal.ZERO, List.of(), List.of(), clockMs.getAsLong()));
    }

    @Override
    public CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs) {
        if (isListFailing) {
            return failed(ExchangeException.Kind.UNKNOWN);
        }
        List<VenueOrder> orders = new ArrayList<>();
        orderById.values().forEach(order -> orders.add(new VenueOrder(order.intent, report(order))));
        return CompletableFuture.completedFuture(orders);
    }

    @Override
    public void close() {
        // nothing is open
    }

    /** Executes more of a resting order. */
    void execute(String id, long lots) {
        execute(orderById.get(id), lots);
    }

    long filledLots(String id) {
        Order order = orderById.get(id);
        return order == null ? 0 : order.filledLots();
    }

    boolean knows(String id) {
        return orderById.containsKey(id);
    }

    private Order accept(OrderIntent intent) {
        placementsById.merge(intent.clientOrderId(), 1, Integer::sum);
        Order order = new Order(intent);
        orderById.put(intent.clientOrderId(), order);
        long executed = executedAtOnce.isEmpty() ? intent.lots() : executedAtOnce.poll();
        if (executed > 0) {
            execute(order, executed);
        }
        if (order.status.isOpen() && !isResting) {
            order.status = order.fills.isEmpty() ? OrderStatus.EXPIRED : OrderStatus.CANCELED;
        }
        return order;
    }

    private void receiveLate() {
        late.removeIf(request -> {
            boolean isHere = request.arrivesAtMs() <= clockMs.getAsLong();
            if (isHere) {
                accept(request.intent());
            }
            return isHere;
        });
    }

    private void execute(Order order, long lots) {
        OrderIntent intent = order.intent;
        order.fills.add(new Fill(
                tradeId++,
                intent.clientOrderId(),
                intent.side(),
                intent.limitTicks(),
                lots,
                BigDecimal.ONE,
                clockMs.getAsLong()));
        order.status = order.filledLots() == intent.lots() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    }

    /** As if an accepted order had never been. */
    void forget(String id) {
        orderById.remove(id);
    }

    private CompletableFuture<OrderReport> told(Order order) {
        OrderReport instead = nextAnswer;
        nextAnswer = null;
        if (instead != null) {
            return CompletableFuture.completedFuture(instead);
        }
        return CompletableFuture.completedFuture(report(order));
    }

    private OrderReport report(Order order) {
        return new OrderReport(
                order.intent.clientOrderId(),
                "v",
                order.status,
                order.filledLots(),
                hidesFills ? List.of() : List.copyOf(order.fills),
                clockMs.getAsLong(),
                null);
    }

    private static <T> CompletableFuture<T> failed(ExchangeException.Kind kind) {
        return CompletableFuture.failedFuture(new ExchangeException(kind, kind + " by the test"));
    }
}
