package io.nexus.domain.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuoteRatesTest {
    private static final QuoteRates WITHOUT = new QuoteRates("USDT", Map.of());

    private static Instrument instrument(Market market, String symbol) {
        return new Instrument(
                Instrument.key("BINANCE", market, symbol),
                "BINANCE",
                market,
                symbol,
                new BigDecimal("0.00001"),
                new BigDecimal("0.001"),
                1,
                1000,
                new BigDecimal("0.0001"),
                BigDecimal.ONE,
                market == Market.COINM,
                true,
                new BigDecimal("0.0005"));
    }

    private static InstrumentCatalog catalog(Instrument... instruments) {
        return new InstrumentCatalog(List.of(instruments));
    }

    @ParameterizedTest
    @CsvSource({
        "USDM, BTCUSDT, USDT",
        "USDM, BTCUSDT_250926, USDT",
        "USDM, BTCUSDC, USDC",
        "SPOT, ETHBTC, BTC",
        "SPOT, BTCFDUSD, FDUSD",
        "SPOT, USDCUSDT, USDT",
        "SPOT, BTCUSD, USD",
        "USDM, \u5e01\u5b89USDT, USDT",
        "COINM, BTCUSD_PERP, USD",
        "SPOT, USDT, ''",
        "SPOT, ABCXYZ, ''"
    })
    void aSymbolTellsItsQuoteAsset(Market market, String symbol, String asset) {
        assertThat(instrument(market, symbol).quoteAsset()).isEqualTo(asset);
    }

    @Test
    void refusesAnInstrumentQuotedInAnotherAssetNamingItTheKeyAndTheWayOut() {
        InstrumentCatalog catalog = catalog(instrument(Market.USDM, "BTCUSDT"), instrument(Market.USDM, "ETHBTC"));

        assertThatThrownBy(() -> WITHOUT.convert(catalog))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BINANCE|USDM|ETHBTC is quoted in BTC, the account is kept in USDT: leave it out of the"
                        + " instruments file, or set exchange.quote-rates.BTC to what one BTC is worth in USDT; it is then"
                        + " data, and not traded");
        assertThatThrownBy(() -> WITHOUT.convert(catalog(instrument(Market.SPOT, "ABCXYZ"))))
                .hasMessage("BINANCE|SPOT|ABCXYZ: its symbol does not tell what it is quoted in; leave it out of the"
                        + " instruments file, or add quoteAsset to its entry there");
    }

    @Test
    void takesWhatIsQuotedInTheAccountsAssetAndCoinMarginedContractsAsTheyAre() {
        InstrumentCatalog catalog =
                catalog(instrument(Market.USDM, "BTCUSDT"), instrument(Market.COINM, "BTCUSD_PERP"));

        assertThat(WITHOUT.convert(catalog).all()).isEqualTo(catalog.all());
    }

    @Test
    void valuesAnInstrumentInTheAccountsAssetExactly() {
        QuoteRates rates = new QuoteRates("USDT", Map.of("BTC", new BigDecimal("60000.5")));
        Instrument raw = instrument(Market.SPOT, "ETHBTC");

        Instrument valued = rates.convert(catalog(raw)).get(raw.key());

        // 0.05 BTC for 2 ETH
        assertThat(raw.notional(5000, 2000)).isEqualByComparingTo("0.1");
        assertThat(valued.notional(5000, 2000)).isEqualByComparingTo("6000.05");
        assertThat(valued.minNotional()).isEqualByComparingTo("6.00005");
        assertThat(valued.quoteAsset()).isEqualTo("BTC");
        assertThat(valued.price(5000)).isEqualByComparingTo("0.05");
    }

    @Test
    void refusesARateThatIsNotPositive() {
        assertThatThrownBy(() -> new QuoteRates("USDT", Map.of("BTC", BigDecimal.ZERO)))
                .hasMessage("the rate of BTC must be positive, was 0");
    }
}
