package io.nexus.testbed.venue;

import io.nexus.connectors.kafka.RecordJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the simulated exchange has booked for one market's account, to be held against what the job says. Money is exact, in
 * quote units.
 *
 * @param startWallet what the account began with
 * @param wallet start + realised P&L - fees + funding
 * @param funding net payments, positive = received
 * @param orders accepted, ever
 * @param distinctIds client order ids among them
 * @param fills executions, ever */
public record VenueBooks(
        BigDecimal startWallet, BigDecimal wallet, BigDecimal funding, long orders, long distinctIds, long fills) {
    /** Path of the REST interface; no real exchange has it, so it is not signed. */
    static final String PATH = "/sim/books";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Asks a running simulated exchange.
     *
     * @param baseUrl of its REST interface, without a slash at the end
     * @throws IOException if it does not answer, or is no simulated exchange of this version */
    public static VenueBooks read(String baseUrl) throws IOException {
        URI uri = URI.create(baseUrl + PATH);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
        try {
            HttpResponse<byte[]> response = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(uri + " answers " + response.statusCode() + "; is it a simulated exchange?");
            }
            return RecordJson.read(response.body(), VenueBooks.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + uri + " was asked", e);
        }
    }
}
