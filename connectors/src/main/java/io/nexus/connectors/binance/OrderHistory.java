package io.nexus.connectors.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.connectors.binance.OrderReader.Executions;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.port.VenueOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Reads back what the venue remembers of our orders, page by page, a few symbols at a time. Thread-safe. */
final class OrderHistory {
    private static final String OUR_PREFIX = "NEXUS_";

    private final BinanceHttp http;
    private final BinancePaths paths;
    private final Symbols symbols;
    private final BinanceConfig config;

    OrderHistory(BinanceHttp http, BinancePaths paths, Symbols symbols, BinanceConfig config) {
        this.http = http;
        this.paths = paths;
        this.symbols = symbols;
        this.config = config;
    }

    /** Our orders created or changed since a venue time, each with its executions. From zero: all of them. */
    CompletableFuture<List<VenueOrder>> since(String account, long sinceMs) {
        List<Instrument> all = symbols.all();
        List<CompletableFuture<List<VenueOrder>>> lanes = new ArrayList<>();
        for (int lane = 0; lane < Math.min(config.parallelSymbols(), all.size()); lane++) {
            CompletableFuture<List<VenueOrder>> found = CompletableFuture.completedFuture(new ArrayList<>());
            for (int i = lane; i < all.size(); i += config.parallelSymbols()) {
                Instrument instrument = all.get(i);
                found = found.thenCompose(
                        before -> since(account, instrument, sinceMs).thenApply(orders -> {
                            before.addAll(orders);
                            return before;
                        }));
            }
            lanes.add(found);
        }
        CompletableFuture<List<VenueOrder>> together = CompletableFuture.completedFuture(new ArrayList<>());
        for (CompletableFuture<List<VenueOrder>> lane : lanes) {
            together = together.thenCombine(lane, (a, b) -> {
                a.addAll(b);
                return a;
            });
        }
        return together;
    }

    /** Executions of an order, by trade id upwards. */
    CompletableFuture<Executions> fillsOf(Instrument instrument, JsonNode order) {
        Map<String, String> parameters = page(instrument);
        parameters.put("orderId", OrderReader.text(order, "orderId"));
        return pages(paths.trades(), parameters, "fromId", "id", new ArrayList<>())
                .thenApply(trades -> read(instrument, order, trades));
    }

    private CompletableFuture<List<VenueOrder>> since(String account, Instrument instrument, long sinceMs) {
        Map<String, String> parameters = page(instrument);
        if (sinceMs > 0) {
            parameters.put("startTime", Long.toString(Math.max(1, sinceMs - config.orderLookbackMs())));
        } else {
            parameters.put("orderId", "1");
        }
        return pages(paths.allOrders(), parameters, "orderId", "orderId", new ArrayList<>())
                .thenApply(orders -> orders.stream()
                        .filter(order -> OrderReader.clientOrderId(order).startsWith(OUR_PREFIX))
                        .filter(order -> OrderReader.venueTimeMs(order) >= sinceMs)
                        .toList())
                .thenCompose(orders -> withFills(account, instrument, orders));
    }

    /** Reads the executions of all orders at once, and those of an order by itself where that did not tell all. */
    private CompletableFuture<List<VenueOrder>> withFills(
            String account, Instrument instrument, List<JsonNode> orders) {
        long filledSinceMs = orders.stream()
                .filter(order -> OrderReader.filledLots(instrument, order) > 0)
                .mapToLong(OrderReader::createdAtMs)
                .min()
                .orElse(Long.MAX_VALUE);
        if (filledSinceMs == Long.MAX_VALUE) {
            return CompletableFuture.completedFuture(orders.stream()
                    .map(order -> venueOrder(account, instrument, order, Executions.NONE))
                    .toList());
        }
        Map<String, String> parameters = page(instrument);
        parameters.put("startTime", Long.toString(filledSinceMs));
        return pages(paths.trades(), parameters, "fromId", "id", new ArrayList<>())
                .thenCompose(trades -> {
                    Map<String, List<JsonNode>> tradesByOrderId =
                            trades.stream().collect(Collectors.groupingBy(trade -> OrderReader.text(trade, "orderId")));
                    CompletableFuture<List<VenueOrder>> found = CompletableFuture.completedFuture(new ArrayList<>());
                    for (JsonNode order : orders) {
                        List<JsonNode> own =
                                tradesByOrderId.getOrDefault(OrderReader.text(order, "orderId"), List.of());
                        found = found.thenCompose(
                                before -> fills(instrument, order, own).thenApply(fills -> {
                                    before.add(venueOrder(account, instrument, order, fills));
                                    return before;
                                }));
                    }
                    return found;
                });
    }

    private CompletableFuture<Executions> fills(Instrument instrument, JsonNode order, List<JsonNode> known) {
        Executions fills = read(instrument, order, known);
        return fills.lots() == OrderReader.filledLots(instrument, order)
                ? CompletableFuture.completedFuture(fills)
                : fillsOf(instrument, order);
    }

    private static Executions read(Instrument instrument, JsonNode order, List<JsonNode> trades) {
        return OrderReader.executions(instrument, OrderReader.clientOrderId(order), trades);
    }

    private static VenueOrder venueOrder(String account, Instrument instrument, JsonNode order, Executions executions) {
        return new VenueOrder(
                OrderReader.intent(account, instrument, order),
                OrderReader.report(instrument, order, executions.fills(), executions.remark()));
    }

    private Map<String, String> page(Instrument instrument) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("symbol", instrument.symbol());
        parameters.put("limit", Integer.toString(config.pageSize()));
        return parameters;
    }

    /** All rows of a question; after a full page the next one starts behind its last id. */
    private CompletableFuture<List<JsonNode>> pages(
            String path, Map<String, String> parameters, String fromParameter, String idField, List<JsonNode> rows) {
        return http.send("GET", path, parameters).thenCompose(answer -> {
            JsonNode page = answer.orThrow(path);
            page.forEach(rows::add);
            if (page.size() < config.pageSize()) {
                return CompletableFuture.completedFuture(rows);
            }
            Map<String, String> next = new LinkedHashMap<>(parameters);
            next.remove("startTime");
            next.put(fromParameter, Long.toString(OrderReader.number(page.get(page.size() - 1), idField) + 1));
            return pages(path, next, fromParameter, idField, rows);
        });
    }
}
