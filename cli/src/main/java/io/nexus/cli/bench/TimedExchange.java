package io.nexus.cli.bench;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeFactory;
import io.nexus.domain.port.VenueOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Notes how long each entry took from its tick's writing to its sending, then passes it on. Exits do not count: most of them are
 * due at a time, not with a tick, and the last tick of their instrument may be long ago. */
final class TimedExchange implements Exchange {
    private final Exchange exchange;

    private TimedExchange(Exchange exchange) {
        this.exchange = exchange;
    }

    static ExchangeFactory over(ExchangeFactory factory) {
        return () -> new TimedExchange(factory.open());
    }

    @Override
    public CompletableFuture<OrderReport> place(OrderIntent intent) {
        long tickNanos =
                intent.purpose().isExit() ? 0 : TickClock.nanosOf(intent.instrument(), intent.triggerSentAtWallMs());
        if (tickNanos != 0) {
            BenchGauge.current().latency(System.nanoTime() - tickNanos);
        }
        return exchange.place(intent);
    }

    @Override
    public CompletableFuture<OrderReport> query(OrderIntent intent) {
        return exchange.query(intent);
    }

    @Override
    public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
        return exchange.cancel(intent);
    }

    @Override
    public CompletableFuture<AccountReport> account(String account, long sinceVenueMs) {
        return exchange.account(account, sinceVenueMs);
    }

    @Override
    public CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs) {
        return exchange.ordersSince(account, sinceVenueMs);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
