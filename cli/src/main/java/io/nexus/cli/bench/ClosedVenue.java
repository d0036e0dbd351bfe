package io.nexus.cli.bench;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A venue without orders that refuses every new one: an account that only decides needs no more. */
final class ClosedVenue implements Exchange {
    @Override
    public CompletableFuture<OrderReport> place(OrderIntent intent) {
        return refused(ExchangeException.Kind.REFUSED);
    }

    @Override
    public CompletableFuture<OrderReport> query(OrderIntent intent) {
        return refused(ExchangeException.Kind.NOT_FOUND);
    }

    @Override
    public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
        return refused(ExchangeException.Kind.NOT_FOUND);
    }

    @Override
    public CompletableFuture<AccountReport> account(String account, long sinceVenueMs) {
        return CompletableFuture.completedFuture(
                new AccountReport(BigDecimal.valueOf(100_000), List.of(), List.of(), sinceVenueMs));
    }

    @Override
    public CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static CompletableFuture<OrderReport> refused(ExchangeException.Kind kind) {
        return CompletableFuture.failedFuture(new ExchangeException(kind, "the venue is closed"));
    }
}
