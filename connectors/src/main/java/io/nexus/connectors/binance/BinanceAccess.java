package io.nexus.connectors.binance;

import io.nexus.domain.check.Check;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.io.Serializable;

/** Where a client goes and what it trades there; no secrets.
 *
 * @param baseUrl without a slash at the end, for example {@code https://fapi.binance.com}
 * @param market SPOT or USDM
 * @param catalog instruments; those of the market are used */
public record BinanceAccess(String baseUrl, Market market, InstrumentCatalog catalog, BinanceConfig config)
        implements Serializable {
    public BinanceAccess {
        Check.notBlank("baseUrl", baseUrl);
        if (baseUrl.endsWith("/")) {
            throw new IllegalArgumentException("baseUrl must not end with a slash, was " + baseUrl);
        }
        BinancePaths.of(market);
    }
}
