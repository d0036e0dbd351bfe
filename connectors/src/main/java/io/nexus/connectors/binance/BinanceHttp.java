package io.nexus.connectors.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nexus.domain.port.WallClock;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends signed requests and reads their answers, without blocking. Measures the offset to the server's clock before the first
 * request, then every so often, and again when the server refuses a timestamp; such a request was not executed and is sent
 * once more. Thread-safe. */
final class BinanceHttp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int MAX_ERROR_TEXT = 200;

    private final String baseUrl;
    private final BinancePaths paths;
    private final ApiKey key;
    private final BinanceConfig config;
    private final WallClock clock;
    private final ExecutorService threads;
    private final HttpClient client;
    private volatile @Nullable ClockOffset offset;

    BinanceHttp(String baseUrl, BinancePaths paths, ApiKey key, BinanceConfig config, WallClock clock) {
        this.baseUrl = baseUrl;
        this.paths = paths;
        this.key = key;
        this.config = config;
        this.clock = clock;
        threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "binance-http");
            thread.setDaemon(true);
            return thread;
        });
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(config.connectTimeoutMs()))
                .executor(threads)
                .build();
    }

    /** Sends a signed request. The future never fails: what went wrong is in the answer. */
    CompletableFuture<BinanceAnswer> send(String method, String path, Map<String, String> parameters) {
        return sendOnce(method, path, parameters).thenCompose(answer -> {
            BinanceError error = answer.error();
            if (error == null || !error.isClockError()) {
                return CompletableFuture.completedFuture(answer);
            }
            offset = null;
            return sendOnce(method, path, parameters);
        });
    }

    /** The server's clock by the last measurement; the local one before the first. */
    long serverTimeMs() {
        ClockOffset known = offset;
        return clock.nowMs() + (known == null ? 0 : known.offsetMs());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private CompletableFuture<BinanceAnswer> sendOnce(String method, String path, Map<String, String> parameters) {
        ClockOffset known = offset;
        if (known != null && clock.nowMs() - known.measuredAtMs() < config.clockSyncMs()) {
            return sendSigned(method, path, parameters);
        }
        // without an answer the old offset stands: the request itself tells whether the server is there
        return measureOffset().thenCompose(measured -> sendSigned(method, path, parameters));
    }

    private CompletableFuture<Boolean> measureOffset() {
        long sentAtMs = clock.nowMs();
        return exchange("GET", baseUrl + paths.time(), "").thenApply(answer -> {
            JsonNode body = answer.body();
            if (body == null || !body.path("serverTime").isIntegralNumber()) {
                return false;
            }
            long receivedAtMs = clock.nowMs();
            long middleMs = sentAtMs + (receivedAtMs - sentAtMs) / 2;
            offset = new ClockOffset(body.get("serverTime").longValue() - middleMs, receivedAtMs);
            return true;
        });
    }

    private CompletableFuture<BinanceAnswer> sendSigned(String method, String path, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("recvWindow", Long.toString(config.recvWindowMs()));
        all.put("timestamp", Long.toString(serverTimeMs()));
        String form = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String signed = form + "&signature=" + RequestSignature.of(form, key.secret());
        return method.equals("POST")
                ? exchange(method, baseUrl + path, signed)
                : exchange(method, baseUrl + path + "?" + signed, "");
    }

    private CompletableFuture<BinanceAnswer> exchange(String method, String uri, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofMillis(config.requestTimeoutMs()))
                .header("X-MBX-APIKEY", key.apiKey())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> failure == null ? read(response) : failed(failure));
    }

    private static BinanceAnswer read(HttpResponse<String> response) {
        boolean isSuccess = response.statusCode() / 100 == 2;
        try {
            JsonNode body = JSON.readTree(response.body());
            if (isSuccess) {
                return BinanceAnswer.of(body);
            }
            return BinanceAnswer.of(new BinanceError(
                    response.statusCode(),
                    body.path("code").asInt(0),
                    body.path("msg").asText(cut(response.body()))));
        } catch (JsonProcessingException e) {
            return isSuccess
                    ? BinanceAnswer.failed("unreadable answer: " + cut(response.body()))
                    : BinanceAnswer.of(new BinanceError(response.statusCode(), 0, cut(response.body())));
        }
    }

    private static BinanceAnswer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return BinanceAnswer.failed("no answer: " + cause);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(MAX_ERROR_TEXT, text.length()));
    }

    private record ClockOffset(long offsetMs, long measuredAtMs) {}
}
