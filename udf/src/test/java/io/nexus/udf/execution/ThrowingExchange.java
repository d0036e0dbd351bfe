package io.nexus.udf.execution;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.VenueOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client that breaks at once or later. */
final class ThrowingExchange implements Exchange {

    @Override
    public CompletableFuture<OrderReport> place(OrderIntent intent) {
        throw new IllegalStateException("no connection");
    }

    @Override
    public CompletableFuture<OrderReport> query(OrderIntent intent) {
        return CompletableFuture.failedFuture(new IllegalStateException("broken"));
    }

    @Override
    public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
        return CompletableFuture.failedFuture(new IllegalStateException("broken"));
    }

    @Override
    public CompletableFuture<AccountReport> account(String account, long sinceVenueMs) {
        throw new IllegalStateException("no connection");
    }

    @Override
    public CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs) {
        return CompletableFuture.failedFuture(new IllegalStateException("broken"));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
