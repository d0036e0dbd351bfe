package io.nexus.udf.testkit;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.math.BigDecimal;
import java.util.List;

/** One instrument of each market type. */
public final class Markets {
    public static final String SPOT_BTC = "BINANCE|SPOT|BTCUSDT";
    public static final String COIN_BTC = "BINANCE|COINM|BTCUSD_PERP";

    private Markets() {}

    public static InstrumentCatalog catalog() {
        return new InstrumentCatalog(List.of(
                instrument(Market.USDM, "BTCUSDT"),
                instrument(Market.SPOT, "BTCUSDT"),
                instrument(Market.COINM, "BTCUSD_PERP")));
    }

    private static Instrument instrument(Market market, String symbol) {
        return new Instrument(
                Instrument.key("BINANCE", market, symbol),
                "BINANCE",
                market,
                symbol,
                new BigDecimal("0.1"),
                new BigDecimal("0.001"),
                1,
                1_000_000,
                BigDecimal.TEN,
                BigDecimal.ONE,
                market == Market.COINM,
                market != Market.SPOT,
                new BigDecimal("0.0005"));
    }
}
