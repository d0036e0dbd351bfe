package io.nexus.cli.embedded;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A venue that fills every order at once and in full, at its limit. All clients in this process talk to the same one. */
final class FillingExchange implements Exchange {
    private static final Map<String, OrderReport> REPORT_BY_ID = new ConcurrentHashMap<>();

    /** What the venue reports of an order that it has filled. */
    static OrderReport filled(OrderIntent intent) {
        Fill fill = new Fill(
                intent.clientOrderId().hashCode(),
                intent.clientOrderId(),
                intent.side(),
                intent.limitTicks(),
                intent.lots(),
                BigDecimal.ONE,
                intent.createdAtMs());
        return new OrderReport(
                intent.clientOrderId(),
                "v-" + intent.clientOrderId(),
                OrderStatus.FILLED,
                intent.lots(),
                List.of(fill),
                intent.createdAtMs(),
                null);
    }

    @Override
    public CompletableFuture<OrderReport> place(OrderIntent intent) {
        return CompletableFuture.completedFuture(
                REPORT_BY_ID.computeIfAbsent(intent.clientOrderId(), id -> filled(intent)));
    }

    @Override
    public CompletableFuture<OrderReport> query(OrderIntent intent) {
        OrderReport known = REPORT_BY_ID.get(intent.clientOrderId());
        return known == null
                ? CompletableFuture.failedFuture(
                        new ExchangeException(ExchangeException.Kind.NOT_FOUND, "no such order"))
                : CompletableFuture.completedFuture(known);
    }

    @Override
    public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
        return query(intent);
    }

    @Override
    public CompletableFuture<AccountReport> account(String account, long sinceVenueMs) {
        return CompletableFuture.completedFuture(
                new AccountReport(new BigDecimal("100000"), List.of(), List.of(), sinceVenueMs));
    }

    @Override
    public CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void close() {
        // nothing is open
    }
}
