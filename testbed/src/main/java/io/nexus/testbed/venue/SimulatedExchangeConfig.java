package io.nexus.testbed.venue;

import io.nexus.domain.check.Check;
import io.nexus.domain.check.PerRun;
import java.io.Serializable;

/** Settings of the simulated exchange. Times are feed time unless they say wall.
 *
 * @param port of the HTTP server on loopback, 0 to 65535; 0 takes a free one
 * @param keyFile file with the API key and secret it accepts; made with a random key if absent
 * @param journalFile append-only journal that is replayed at start; empty keeps everything in memory
 * @param startWallet what each market's account starts with, in quote units, positive; a journal's own start wins
 * @param quoteAsset the one quote asset; instruments whose symbol ends otherwise are not listed
 * @param latencyMs from an order's arrival to its match, 0 to 60,000
 * @param answerWaitWallMs how long an answer waits for the match, wall time, 0 to 10,000; 0 answers at once
 * @param maxBookWaitMs how long an order that may not rest waits for a valid book before it expires, 0 to 3,600,000
 * @param fundingIntervalMs between funding times, counted from 00:00 UTC, 1 to 86,400,000
 * @param maxOrdersPerSecond new orders accepted in a second of wall time, 0 to 100,000; 0 = no limit
 * @param httpThreads that answer requests, 1 to 256 */
public record SimulatedExchangeConfig(
        @PerRun int port,
        @PerRun String keyFile,
        @PerRun String journalFile,
        @PerRun long startWallet,
        String quoteAsset,
        long latencyMs,
        long answerWaitWallMs,
        long maxBookWaitMs,
        long fundingIntervalMs,
        int maxOrdersPerSecond,
        int httpThreads)
        implements Serializable {

    public SimulatedExchangeConfig {
        Check.inRange("port", port, 0, 65_535);
        Check.notBlank("keyFile", keyFile);
        Check.positive("startWallet", startWallet);
        Check.symbol("quoteAsset", quoteAsset);
        Check.inRange("latencyMs", latencyMs, 0, 60_000);
        Check.inRange("answerWaitWallMs", answerWaitWallMs, 0, 10_000);
        Check.inRange("maxBookWaitMs", maxBookWaitMs, 0, 3_600_000);
        Check.inRange("fundingIntervalMs", fundingIntervalMs, 1, 86_400_000);
        Check.inRange("maxOrdersPerSecond", maxOrdersPerSecond, 0, 100_000);
        Check.inRange("httpThreads", httpThreads, 1, 256);
    }

    public static SimulatedExchangeConfig defaults() {
        return new SimulatedExchangeConfig(0, "venue.key", "", 100_000, "USDT", 50, 200, 5_000, 8 * 3_600_000L, 0, 16);
    }

    /** The same settings with another wallet to start with. */
    public SimulatedExchangeConfig withStartWallet(long newStartWallet) {
        return new SimulatedExchangeConfig(
                port,
                keyFile,
                journalFile,
                newStartWallet,
                quoteAsset,
                latencyMs,
                answerWaitWallMs,
                maxBookWaitMs,
                fundingIntervalMs,
                maxOrdersPerSecond,
                httpThreads);
    }

    /** The same settings with other files. */
    public SimulatedExchangeConfig withFiles(String newKeyFile, String newJournalFile) {
        return new SimulatedExchangeConfig(
                port,
                newKeyFile,
                newJournalFile,
                startWallet,
                quoteAsset,
                latencyMs,
                answerWaitWallMs,
                maxBookWaitMs,
                fundingIntervalMs,
                maxOrdersPerSecond,
                httpThreads);
    }

    /** The same settings with another port. */
    public SimulatedExchangeConfig withPort(int newPort) {
        return new SimulatedExchangeConfig(
                newPort,
                keyFile,
                journalFile,
                startWallet,
                quoteAsset,
                latencyMs,
                answerWaitWallMs,
                maxBookWaitMs,
                fundingIntervalMs,
                maxOrdersPerSecond,
                httpThreads);
    }
}
