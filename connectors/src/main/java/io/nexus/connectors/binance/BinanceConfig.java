package io.nexus.connectors.binance;

import io.nexus.domain.check.Check;
import io.nexus.domain.instrument.QuoteRates;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Settings of the REST client. Times are wall time.
 *
 * @param connectTimeoutMs to open a connection, 1 to 60,000
 * @param requestTimeoutMs from sending a request to its whole answer, connectTimeoutMs to 60,000
 * @param recvWindowMs how old a request may be when the exchange reads it, 1 to 60,000
 * @param clockSyncMs age at which the measured clock offset is measured again, 1 to 86,400,000
 * @param orderLookbackMs how long before the time asked for an order may have been created and still be told when it
 *     changed after it, 0 to 604,800,000, venue time
 * @param pageSize rows of a page of orders, trades or payments, 1 to 1,000
 * @param quoteAsset in which the account is kept
 * @param quoteRates what one of another asset is worth in it, by asset; for instruments that are not quoted in it, which are then data
 *     and not traded; positive numbers
 * @param parallelSymbols symbols asked at the same time when orders are told, 1 to 64 */
public record BinanceConfig(
        long connectTimeoutMs,
        long requestTimeoutMs,
        long recvWindowMs,
        long clockSyncMs,
        long orderLookbackMs,
        int pageSize,
        String quoteAsset,
        Map<String, String> quoteRates,
        int parallelSymbols)
        implements Serializable {

    public BinanceConfig {
        Check.inRange("connectTimeoutMs", connectTimeoutMs, 1, 60_000);
        Check.inRange("requestTimeoutMs", requestTimeoutMs, 1, 60_000);
        if (requestTimeoutMs < connectTimeoutMs) {
            throw new IllegalArgumentException("requestTimeoutMs must be at least connectTimeoutMs " + connectTimeoutMs
                    + ", was " + requestTimeoutMs);
        }
        Check.inRange("recvWindowMs", recvWindowMs, 1, 60_000);
        Check.inRange("clockSyncMs", clockSyncMs, 1, 86_400_000);
        Check.inRange("orderLookbackMs", orderLookbackMs, 0, 604_800_000);
        Check.inRange("pageSize", pageSize, 1, 1_000);
        Check.symbol("quoteAsset", quoteAsset);
        quoteRates = Map.copyOf(quoteRates);
        quoteRates.forEach(BinanceConfig::rate);
        Check.inRange("parallelSymbols", parallelSymbols, 1, 64);
    }

    /** Without rates: every instrument is quoted in the account's asset. */
    public BinanceConfig(
            long connectTimeoutMs,
            long requestTimeoutMs,
            long recvWindowMs,
            long clockSyncMs,
            long orderLookbackMs,
            int pageSize,
            String quoteAsset,
            int parallelSymbols) {
        this(
                connectTimeoutMs,
                requestTimeoutMs,
                recvWindowMs,
                clockSyncMs,
                orderLookbackMs,
                pageSize,
                quoteAsset,
                Map.of(),
                parallelSymbols);
    }

    /** The rates as numbers. */
    public QuoteRates rates() {
        Map<String, BigDecimal> rateByAsset = new HashMap<>();
        quoteRates.forEach((asset, text) -> rateByAsset.put(asset, rate(asset, text)));
        return new QuoteRates(quoteAsset, rateByAsset);
    }

    private static BigDecimal rate(String asset, String text) {
        try {
            BigDecimal rate = new BigDecimal(text);
            if (rate.signum() > 0) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new IllegalArgumentException("quoteRates: " + asset + " must be a positive number, was " + text);
    }

    public static BinanceConfig defaults() {
        return new BinanceConfig(1_000, 3_000, 2_000, 60_000, 600_000, 1_000, "USDT", 8);
    }
}
