package io.nexus.testbed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The venue's HTTP server on loopback. Each request is checked, answered by its route, and the answer leaves only when the
 * journal is written. Thread-safe. */
final class VenueHttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueHttpServer.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final long CLOSE_WAIT_MS = 2_000;

    static {
        // headers and body leave in two writes; with Nagle's algorithm the second waits up to 40 ms for an
        // acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final VenueRoutes routes;
    private final AtomicLong orderRequests = new AtomicLong();
    private volatile VenueFaults faults;

    VenueHttpServer(SimulatedExchangeConfig config, VenueRoutes routes, VenueFaults faults) {
        this.routes = routes;
        this.faults = faults;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("can't listen on loopback port " + config.port(), e);
        }
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(config.httpThreads(), task -> {
            Thread thread = new Thread(task, "venue-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void setFaults(VenueFaults next) {
        faults = next;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            VenueFaults now = faults;
            boolean isNewOrder = exchange.getRequestMethod().equals("POST");
            long orderRequest = isNewOrder ? orderRequests.incrementAndGet() : 0;
            if (isNewOrder && now.isUnavailable(orderRequest)) {
                answer(exchange, 503, error(-1000, "Unknown error, please check your request or try again later."));
                return;
            }
            Answer answer = answer(exchange);
            Thread.sleep(now.delayWallMs());
            if (isNewOrder && now.dropsAnswer(orderRequest)) {
                // closing before the headers makes the client see a broken connection
                return;
            }
            answer(exchange, answer.status(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error(
                    "request {} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            answer(exchange, 500, error(-1001, "Internal error; unable to process your request. Please try again."));
        } finally {
            exchange.close();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            return new Answer(200, routes.answer(ApiRequest.of(exchange)));
        } catch (VenueRejection e) {
            return new Answer(e.httpStatus, error(e.code, e.text));
        }
    }

    private static JsonNode error(int code, String message) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("msg", message);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private record Answer(int status, JsonNode body) {}
}
