package io.nexus.cli.report;

import io.nexus.connectors.kafka.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts alerts as JSON to an address, which is never shown: it may hold a secret. Nobody waits for an answer. Thread-safe. */
public final class Webhook {
    /** Environment variable that holds the address where no file does. */
    public static final String VARIABLE = "NEXUS_ALERT_URL";

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final AtomicLong failed = new AtomicLong();

    private Webhook(URI address) {
        this.address = address;
    }

    /** A webhook whose address is the first line of a file, or the environment's.
     *
     * @throws IllegalArgumentException if there is none or it is no http address; never with its text
     * @throws IOException if the file can't be read */
    public static Webhook of(@Nullable Path file) throws IOException {
        String text = file == null
                ? System.getenv(VARIABLE)
                : Files.readString(file).lines().findFirst().orElse("");
        String where = file == null ? "the environment variable " + VARIABLE : "the first line of " + file;
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    where + " must hold the address that alerts are posted to; or name a file with --url-file");
        }
        try {
            URI address = new URI(text.strip());
            boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (isHttp && address.getHost() != null) {
                return new Webhook(address);
            }
        } catch (URISyntaxException e) {
            // its text shows the address: refused below
        }
        throw new IllegalArgumentException(where + " must be an address like https://host/path");
    }

    /** How many posts were not taken. */
    public long failed() {
        return failed.get();
    }

    /** Posts an alert and returns at once.
     *
     * @param run it is about */
    public void post(AlertRules.Alert alert, String run) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", alert.kind());
        body.put("text", alert.text());
        body.put("run", run);
        body.put("wallTimeMs", System.currentTimeMillis());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(RecordJson.write(body)))
                .build();
        var unused = client.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() >= 300) {
                failed.incrementAndGet();
                LOG.warn(
                        "alert {} was not taken: {}",
                        alert.kind(),
                        failure == null
                                ? "status " + answer.statusCode()
                                : failure.getClass().getSimpleName());
            }
        });
    }
}
