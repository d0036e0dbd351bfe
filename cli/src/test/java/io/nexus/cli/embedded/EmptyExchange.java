package io.nexus.cli.embedded;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A venue that knows no order and refuses every new one. */
final class EmptyExchange implements Exchange {
    @Override
    public CompletableFuture<OrderReport> place(OrderIntent intent) {
        return refuse();
    }

    @Override
    public CompletableFuture<OrderReport> query(OrderIntent intent) {
        return refuse();
    }

    @Override
    public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
        return refuse();
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

    private static CompletableFuture<OrderReport> refuse() {
        return CompletableFuture.failedFuture(
                new ExchangeException(ExchangeException.Kind.REFUSED, "this venue takes no orders"));
    }
}
