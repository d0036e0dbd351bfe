package io.nexus.testbed.venue;

import io.nexus.connectors.binance.ApiKey;
import io.nexus.connectors.binance.RequestSignature;
import io.nexus.domain.port.WallClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whether a request comes from the account's key, in time, with the right signature. Time here is the wall clock. */
final class RequestAuth {
    private static final long DEFAULT_RECV_WINDOW_MS = 5_000;
    private static final long MAX_RECV_WINDOW_MS = 60_000;
    private static final long MAX_AHEAD_MS = 1_000;

    private final ApiKey key;
    private final WallClock clock;

    RequestAuth(ApiKey key, WallClock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Lets the request pass or says why not.
     *
     * @throws VenueRejection -2014, -2015, -1102, -1131, -1022 or -1021 */
    void check(ApiRequest request) throws VenueRejection {
        String apiKey = request.apiKey();
        if (apiKey == null || apiKey.isBlank()) {
            throw new VenueRejection(VenueRejection.UNAUTHORIZED, -2014, "API-key format invalid.");
        }
        if (!MessageDigest.isEqual(
                apiKey.getBytes(StandardCharsets.UTF_8), key.apiKey().getBytes(StandardCharsets.UTF_8))) {
            throw new VenueRejection(
                    VenueRejection.UNAUTHORIZED, -2015, "Invalid API-key, IP, or permissions for action.");
        }
        request.get("timestamp");
        if (!RequestSignature.matches(request.signedPayload(), key.secret(), request.get("signature"))) {
            throw VenueRejection.of(-1022, "Signature for this request is not valid.");
        }
        checkTime(request);
    }

    private void checkTime(ApiRequest request) throws VenueRejection {
        long timestampMs = request.number("timestamp", 0);
        long recvWindowMs = request.number("recvWindow", DEFAULT_RECV_WINDOW_MS);
        if (recvWindowMs < 0 || recvWindowMs > MAX_RECV_WINDOW_MS) {
            throw VenueRejection.of(-1131, "recvWindow must be less than 60000.");
        }
        long nowMs = clock.nowMs();
        if (timestampMs > nowMs + MAX_AHEAD_MS) {
            throw VenueRejection.of(
                    -1021, "Timestamp for this request was " + MAX_AHEAD_MS + "ms ahead of the server's time.");
        }
        if (nowMs - timestampMs > recvWindowMs) {
            throw VenueRejection.of(-1021, "Timestamp for this request is outside of the recvWindow.");
        }
    }
}
