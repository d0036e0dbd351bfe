package io.nexus.testbed.venue;

import static io.nexus.testbed.venue.Tape.BTC;
import static io.nexus.testbed.venue.Tape.SPOT_BTC;
import static io.nexus.testbed.venue.Tape.START_MS;
import static io.nexus.testbed.venue.Tape.levels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nexus.connectors.binance.ApiKey;
import io.nexus.connectors.binance.RequestSignature;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's answers to requests written by hand. */
final class VenueHttpTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final String BUY = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.002&price=60001.0";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedExchange venue;
    private ApiKey key;

    @BeforeEach
    void start() {
        String keyFile = folder.resolve("key").toString();
        SimulatedExchangeConfig config =
                new SimulatedExchangeConfig(0, keyFile, "", 100_000, "USDT", 50, 0, 5_000, 8 * 3_600_000L, 20, 2);
        venue = SimulatedExchange.start(config, Tape.CATALOG, VenueFaults.NONE, () -> NOW_MS);
        key = ApiKey.read(Path.of(keyFile));
        venue.onMarketEvent(Tape.snapshot(BTC, START_MS, 10, levels(600_000, 5), levels(600_010, 4)));
        venue.onMarketEvent(Tape.snapshot(SPOT_BTC, START_MS, 10, levels(600_000, 5), levels(600_010, 4)));
    }

    @AfterEach
    void stop() {
        venue.close();
    }

    @Test
    void asksForAKeyASignatureAndATimeInsideTheWindow() throws Exception {
        String time = "&timestamp=" + NOW_MS;

        assertThat(send("GET", "/fapi/v2/account", "", null)).isEqualTo("401 -2014");
        assertThat(send("GET", "/fapi/v2/account", "", "stranger")).isEqualTo("401 -2015");
        assertThat(send("GET", "/fapi/v2/account", "", key.apiKey())).isEqualTo("400 -1102");
        assertThat(send("GET", "/fapi/v2/account", "timestamp=" + NOW_MS + "&signature=beef", key.apiKey()))
                .isEqualTo("400 -1022");
        assertThat(signed("GET", "/fapi/v2/account", "recvWindow=2000&timestamp=" + (NOW_MS - 2_001)))
                .isEqualTo("400 -1021");
        assertThat(signed("GET", "/fapi/v2/account", "timestamp=" + (NOW_MS + 1_001)))
                .isEqualTo("400 -1021");
        assertThat(signed("GET", "/fapi/v2/account", "recvWindow=60001" + time)).isEqualTo("400 -1131");
        assertThat(signed("GET", "/fapi/v2/account", "recvWindow=2000&timestamp=" + (NOW_MS - 2_000)))
                .isEqualTo("200 0");
    }

    @Test
    void takesASignatureOverQueryAndBodyTogether() throws Exception {
        String query = "timestamp=" + NOW_MS;
        String signature = RequestSignature.of(query + BUY, key.secret());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(venue.baseUrl() + "/fapi/v1/order?" + query + "&signature=" + signature))
                .header("X-MBX-APIKEY", key.apiKey())
                .POST(HttpRequest.BodyPublishers.ofString(BUY))
                .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(venue.orders()).hasSize(1);
    }

    @Test
    void refusesMalformedOrdersWithTheCodeOfTheFault() throws Exception {
        assertThat(order("/fapi/v1", BUY.replace("BTCUSDT", "NOPE"))).isEqualTo("400 -1121");
        assertThat(order("/fapi/v1", BUY.replace("side=BUY", "side=UP"))).isEqualTo("400 -1117");
        assertThat(order("/fapi/v1", BUY.replace("type=LIMIT", "type=STOP"))).isEqualTo("400 -1116");
        assertThat(order("/fapi/v1", BUY.replace("IOC", "GTX"))).isEqualTo("400 -1115");
        assertThat(order("/fapi/v1", BUY.replace("&price=60001.0", ""))).isEqualTo("400 -1102");
        assertThat(order("/fapi/v1", BUY.replace("0.002", "1e9"))).isEqualTo("400 -1100");
        assertThat(order("/fapi/v1", BUY.replace("LIMIT", "MARKET"))).isEqualTo("400 -1106");
        assertThat(venue.orders()).isEmpty();
    }

    @Test
    void enforcesTheFiltersOfBothMarkets() throws Exception {
        assertThat(order("/fapi/v1", BUY.replace("60001.0", "60001.05"))).isEqualTo("400 -1013");
        assertThat(order("/fapi/v1", BUY.replace("0.002", "0.0025"))).isEqualTo("400 -1013");
        assertThat(order("/fapi/v1", BUY.replace("60001.0", "60.0"))).isEqualTo("400 -4164");
        assertThat(order("/api/v3", BUY.replace("60001.0", "60.0"))).isEqualTo("400 -1013");
        assertThat(order("/api/v3", BUY.replace("0.002", "2"))).isEqualTo("400 -2010");
        assertThat(order("/fapi/v1", BUY.replace("0.002", "2"))).isEqualTo("400 -2019");
        assertThat(order("/fapi/v1", BUY + "&reduceOnly=true")).isEqualTo("400 -2022");
        assertThat(venue.orders()).isEmpty();
    }

    @Test
    void refusesADuplicateIdOnlyWhileTheFirstOrderIsOpen() throws Exception {
        String twice = BUY + "&newClientOrderId=twice";

        assertThat(order("/fapi/v1", twice)).isEqualTo("200 0");
        assertThat(order("/fapi/v1", twice)).isEqualTo("400 -4116");
        assertThat(order("/api/v3", twice)).isEqualTo("200 0");
        assertThat(order("/api/v3", twice)).isEqualTo("400 -2010");
        assertThat(order("/fapi/v1", BUY + "&newClientOrderId=a%20b")).isEqualTo("400 -4015");
        venue.onMarketEvent(Tape.heartbeat(START_MS + 100));
        assertThat(order("/fapi/v1", twice)).isEqualTo("200 0");
    }

    @Test
    void tellsUnknownOrdersApartInQueryAndCancel() throws Exception {
        String unknown = "symbol=BTCUSDT&origClientOrderId=nobody&timestamp=" + NOW_MS;

        assertThat(signed("GET", "/fapi/v1/order", unknown)).isEqualTo("400 -2013");
        assertThat(signed("DELETE", "/fapi/v1/order", unknown)).isEqualTo("400 -2011");
        assertThat(signed("GET", "/api/v3/order", unknown)).isEqualTo("400 -2013");
        assertThat(signed("GET", "/api/v3/order", "symbol=BTCUSDT&timestamp=" + NOW_MS))
                .isEqualTo("400 -1102");
        assertThat(signed("GET", "/fapi/v1/nothing", unknown)).isEqualTo("404 -5000");
    }

    @Test
    void sumsUpItsBooksForWhoComparesThem() throws Exception {
        assertThat(order("/fapi/v1", BUY + "&newClientOrderId=first")).isEqualTo("200 0");
        venue.onMarketEvent(Tape.heartbeat(START_MS + 100));
        assertThat(order("/fapi/v1", BUY + "&newClientOrderId=second")).isEqualTo("200 0");
        venue.onMarketEvent(Tape.heartbeat(START_MS + 200));

        VenueBooks books = VenueBooks.read(venue.baseUrl());

        assertThat(books).isEqualTo(venue.books());
        assertThat(books.startWallet()).isEqualByComparingTo("100000");
        assertThat(books.wallet())
                .isEqualByComparingTo(venue.wallet(Market.USDM))
                .isLessThan(books.startWallet());
        assertThat(List.of(books.orders(), books.distinctIds(), books.fills())).containsExactly(2L, 2L, 2L);
        assertThatThrownBy(() -> VenueBooks.read(venue.baseUrl() + "/elsewhere"))
                .hasMessageContaining("answers 404; is it a simulated exchange?");
    }

    @Test
    void limitsNewOrdersPerSecond() throws Exception {
        String last = "";
        for (int i = 0; i <= 20; i++) {
            last = order("/fapi/v1", BUY.replace("BTCUSDT", "NOPE"));
        }

        assertThat(last).isEqualTo("429 -1015");
    }

    @Test
    void publishesClockAndFiltersWithoutASignature() throws Exception {
        assertThat(body("GET", "/fapi/v1/time").get("serverTime").longValue()).isEqualTo(NOW_MS);
        assertThat(body("GET", "/api/v3/ping").isEmpty()).isTrue();

        JsonNode futures = body("GET", "/fapi/v1/exchangeInfo").get("symbols");
        JsonNode spot = body("GET", "/api/v3/exchangeInfo").get("symbols");

        assertThat(futures.findValuesAsText("symbol")).containsExactly("BTCUSDT", "ETHUSDT");
        assertThat(futures.get(0).get("filters").findValuesAsText("filterType"))
                .containsExactly("PRICE_FILTER", "LOT_SIZE", "MARKET_LOT_SIZE", "MIN_NOTIONAL");
        assertThat(futures.get(0).get("filters").findValuesAsText("tickSize")).containsExactly("0.1");
        assertThat(spot.get(0).get("filters").findValuesAsText("filterType"))
                .containsExactly("PRICE_FILTER", "LOT_SIZE", "MARKET_LOT_SIZE", "NOTIONAL");
        assertThat(spot.get(0).get("baseAsset").asText()).isEqualTo("BTC");
    }

    private String order(String root, String parameters) throws IOException, InterruptedException {
        return signed("POST", root + "/order", parameters + "&timestamp=" + NOW_MS);
    }

    private String signed(String method, String path, String parameters) throws IOException, InterruptedException {
        String signature = RequestSignature.of(parameters, key.secret());
        return send(method, path, parameters + "&signature=" + signature, key.apiKey());
    }

    private String send(String method, String path, String query, String apiKey)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(venue.baseUrl() + path + "?" + query))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (apiKey != null) {
            request.header("X-MBX-APIKEY", apiKey);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = JSON.readTree(answer.body());
        return answer.statusCode() + " " + body.path("code").asInt(0);
    }

    private JsonNode body(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(venue.baseUrl() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
