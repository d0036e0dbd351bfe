package io.nexus.connectors.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import io.nexus.domain.port.WallClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binance spot or USD-M over REST. Thread-safe; nothing blocks. Reports carry every execution the venue tells: where it
 * counts a filled quantity whose executions it can't tell yet, the report has fewer and the order is not settled. */
public final class BinanceExchange implements Exchange {
    private final InstrumentCatalog catalog;
    private final Market market;
    private final BinancePaths paths;
    private final BinanceHttp http;
    private final AccountReader accounts;
    private final OrderHistory history;
    private final BinanceConfig config;

    /** Opens a client; nothing is sent yet.
     *
     * @param clock wall clock, for request timestamps */
    public BinanceExchange(BinanceAccess access, ApiKey key, WallClock clock) {
        this.catalog = access.catalog();
        this.market = access.market();
        this.config = access.config();
        this.paths = BinancePaths.of(market);
        this.http = new BinanceHttp(access.baseUrl(), paths, key, config, clock);
        Symbols symbols = new Symbols(catalog, market);
        this.accounts = new AccountReader(symbols, config.quoteAsset());
        this.history = new OrderHistory(http, paths, symbols, config);
    }

    @Override
    public CompletableFuture<OrderReport> place(OrderIntent intent) {
        return onInstrument(intent, instrument -> http.send("POST", paths.order(), placement(intent, instrument))
                .thenCompose(answer -> {
                    BinanceError error = answer.error();
                    String doubt = answer.doubt();
                    if (doubt != null) {
                        return done(silent(intent, OrderStatus.UNKNOWN, doubt));
                    }
                    if (error == null) {
                        return complete(instrument, answer.orThrow("place"));
                    }
                    return error.isDuplicate()
                            ? queryOrUnknown(intent, error.text())
                            : done(silent(intent, OrderStatus.REJECTED, error.text()));
                }));
    }

    @Override
    public CompletableFuture<OrderReport> query(OrderIntent intent) {
        return onInstrument(intent, instrument -> http.send("GET", paths.order(), identity(intent, instrument))
                .thenCompose(answer -> complete(instrument, answer.orThrow("query " + intent.clientOrderId()))));
    }

    @Override
    public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
        return onInstrument(intent, instrument -> http.send("DELETE", paths.order(), identity(intent, instrument))
                .thenCompose(answer -> {
                    BinanceError error = answer.error();
                    return error != null && error.isUnknownOrder()
                            ? query(intent)
                            : complete(instrument, answer.orThrow("cancel " + intent.clientOrderId()));
                }));
    }

    @Override
    public CompletableFuture<AccountReport> account(String account, long sinceVenueMs) {
        return failingWell(http.send("GET", paths.account(), Map.of()).thenCompose(answer -> {
            JsonNode body = answer.orThrow("account");
            return funding(sinceVenueMs, 1, new ArrayList<>())
                    .thenApply(payments -> accounts.report(body, payments, http.serverTimeMs()));
        }));
    }

    @Override
    public CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs) {
        return failingWell(history.since(account, sinceVenueMs));
    }

    @Override
    public void close() {
        http.close();
    }

    private CompletableFuture<OrderReport> queryOrUnknown(OrderIntent intent, String why) {
        return query(intent).exceptionally(failure -> silent(intent, OrderStatus.UNKNOWN, why));
    }

    private CompletableFuture<List<FundingPayment>> funding(long sinceMs, int page, List<FundingPayment> found) {
        if (!paths.hasIncome()) {
            return done(found);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("incomeType", "FUNDING_FEE");
        parameters.put("limit", Integer.toString(config.pageSize()));
        parameters.put("page", Integer.toString(page));
        if (sinceMs > 0) {
            parameters.put("startTime", Long.toString(sinceMs));
        }
        return http.send("GET", paths.income(), parameters).thenCompose(answer -> {
            JsonNode body = answer.orThrow("income");
            found.addAll(accounts.funding(body));
            return body.size() < config.pageSize() ? done(found) : funding(sinceMs, page + 1, found);
        });
    }

    /** The report of an order with its executions; without them if they can't be had now. */
    private CompletableFuture<OrderReport> complete(Instrument instrument, JsonNode order) {
        if (OrderReader.filledLots(instrument, order) == 0) {
            return done(OrderReader.report(instrument, order, List.of(), null));
        }
        return history.fillsOf(instrument, order)
                .handle((fills, failure) -> failure == null
                        ? OrderReader.report(instrument, order, fills.fills(), fills.remark())
                        : OrderReader.report(instrument, order, List.of(), text(failure)));
    }

    private static Map<String, String> placement(OrderIntent intent, Instrument instrument) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("symbol", instrument.symbol());
        parameters.put("side", intent.side().name());
        parameters.put("type", intent.type().name());
        parameters.put("quantity", instrument.quantity(intent.lots()).toPlainString());
        parameters.put("newClientOrderId", intent.clientOrderId());
        parameters.put("newOrderRespType", "RESULT");
        if (intent.type() == OrderType.LIMIT) {
            parameters.put("timeInForce", intent.timeInForce().name());
            parameters.put("price", instrument.price(intent.limitTicks()).toPlainString());
        }
        if (intent.isReduceOnly() && instrument.market() == Market.USDM) {
            parameters.put("reduceOnly", "true");
        }
        return parameters;
    }

    private static Map<String, String> identity(OrderIntent intent, Instrument instrument) {
        return Map.of("symbol", instrument.symbol(), "origClientOrderId", intent.clientOrderId());
    }

    /** A report without the venue's time: its time is the order's own, for the two clocks may be years apart. */
    private static OrderReport silent(OrderIntent intent, OrderStatus status, String why) {
        return new OrderReport(intent.clientOrderId(), null, status, 0, List.of(), intent.createdAtMs(), why);
    }

    /** Runs a step on the order's instrument; nothing is sent for an instrument that is not traded here. */
    private <T> CompletableFuture<T> onInstrument(OrderIntent intent, Function<Instrument, CompletableFuture<T>> step) {
        Instrument instrument = catalog.find(intent.instrument());
        if (instrument == null || instrument.market() != market) {
            return CompletableFuture.failedFuture(new ExchangeException(
                    ExchangeException.Kind.REFUSED, intent.instrument() + " is not traded by the client of " + market));
        }
        return failingWell(step.apply(instrument));
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    /** The same future, failing with nothing but {@link ExchangeException}. */
    private static <T> CompletableFuture<T> failingWell(CompletableFuture<T> future) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> unused = future.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                Throwable cause = unwrap(failure);
                result.completeExceptionally(
                        cause instanceof ExchangeException
                                ? cause
                                : new ExchangeException(ExchangeException.Kind.UNKNOWN, cause.toString()));
            }
        });
        return result;
    }

    private static @Nullable String text(Throwable failure) {
        return unwrap(failure).getMessage();
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
