package io.nexus.domain.port;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An exchange as Layer 7 uses it: short requests, each answered or failed within the client's timeout. Thread-safe. A
 * future completes exceptionally only with {@link ExchangeException}; whether the request may have arrived is said there. */
public interface Exchange extends AutoCloseable {
    /** Sends an order. A report of status REJECTED carries the venue's code; a doubt is an UNKNOWN report. */
    CompletableFuture<OrderReport> place(OrderIntent intent);

    /** Asks for an order by client id, with its executions. Fails with {@link ExchangeException.Kind#NOT_FOUND} if the
     * venue does not know it. */
    CompletableFuture<OrderReport> query(OrderIntent intent);

    /** Cancels what is open of an order and reports its final state; losing the race to a fill is no failure. */
    CompletableFuture<OrderReport> cancel(OrderIntent intent);

    /** Wallet, open positions and funding payments since a venue time. */
    CompletableFuture<AccountReport> account(String account, long sinceVenueMs);

    /** All orders with client ids of ours that were created or changed since a venue time, terminal ones included, each
     * with what the venue remembers as its intent. */
    CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs);

    @Override
    void close();
}
