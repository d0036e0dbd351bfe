package io.nexus.testbed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nexus.domain.port.WallClock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which request is answered by what. Everything but clock, filters and the books of the simulation must be signed. */
final class VenueRoutes {
    /** Answers a request. */
    @FunctionalInterface
    private interface Route {
        JsonNode answer(ApiRequest request) throws VenueRejection, InterruptedException;
    }

    private final Map<String, Route> openRoutes = new LinkedHashMap<>();
    private final Map<String, Route> signedRoutes = new LinkedHashMap<>();
    private final RequestAuth auth;
    private final OrderRate orderRate;

    VenueRoutes(VenueCore core, Listing listing, SimulatedExchangeConfig config, RequestAuth auth, WallClock clock) {
        this.auth = auth;
        this.orderRate = new OrderRate(config.maxOrdersPerSecond(), clock);
        OrderApi orders = new OrderApi(core, listing, config);
        AccountApi account = new AccountApi(core, listing, config.quoteAsset());
        for (String root : new String[] {"/api/v3", "/fapi/v1"}) {
            openRoutes.put("GET " + root + "/ping", request -> JsonNodeFactory.instance.objectNode());
            openRoutes.put(
                    "GET " + root + "/time",
                    request -> JsonNodeFactory.instance.objectNode().put("serverTime", clock.nowMs()));
            openRoutes.put(
                    "GET " + root + "/exchangeInfo",
                    request -> ExchangeInfoJson.of(listing, request.market(), config.quoteAsset(), clock.nowMs()));
            signedRoutes.put("POST " + root + "/order", request -> {
                orderRate.count();
                return orders.place(request);
            });
            signedRoutes.put("GET " + root + "/order", orders::query);
            signedRoutes.put("DELETE " + root + "/order", orders::cancel);
            signedRoutes.put("GET " + root + "/openOrders", orders::openOrders);
            signedRoutes.put("GET " + root + "/allOrders", orders::allOrders);
        }
        signedRoutes.put("GET /api/v3/myTrades", orders::trades);
        signedRoutes.put("GET /api/v3/account", account::spotAccount);
        signedRoutes.put("GET /fapi/v1/userTrades", orders::trades);
        signedRoutes.put("GET /fapi/v1/income", account::income);
        openRoutes.put("GET " + VenueBooks.PATH, account::books);
        for (String root : new String[] {"/fapi/v2", "/fapi/v3"}) {
            signedRoutes.put("GET " + root + "/account", account::usdmAccount);
            signedRoutes.put("GET " + root + "/balance", account::usdmBalance);
            signedRoutes.put("GET " + root + "/positionRisk", account::positionRisk);
        }
    }

    JsonNode answer(ApiRequest request) throws VenueRejection, InterruptedException {
        String name = request.method() + " " + request.path();
        Route open = openRoutes.get(name);
        if (open != null) {
            return open.answer(request);
        }
        Route signed = signedRoutes.get(name);
        if (signed == null) {
            throw new VenueRejection(
                    VenueRejection.NOT_FOUND,
                    -5000,
                    "Path " + request.path() + ", Method " + request.method() + " is invalid");
        }
        auth.check(request);
        return signed.answer(request);
    }
}
