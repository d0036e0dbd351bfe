package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstrumentFileTest {
    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("instruments.yaml"), text);
    }

    @Test
    void knowsTheSixRecordedInstruments() {
        assertThat(InstrumentFile.binance2024().all()).hasSize(6);
        Instrument coin = InstrumentFile.binance2024().get("BINANCE|COINM|ETHUSD_PERP");
        assertThat(coin.isInverse()).isTrue();
        assertThat(coin.contractMultiplier()).isEqualByComparingTo("10");
        Instrument spot = InstrumentFile.binance2024().get("BINANCE|SPOT|BTCUSDT");
        assertThat(spot.isShortable()).isFalse();
        assertThat(spot.minLots()).isEqualTo(1);
        assertThat(InstrumentFile.binance2024().get("BINANCE|USDM|BTCUSDT").minNotional())
                .isEqualByComparingTo("100");
    }

    @Test
    void readsYaml() throws IOException {
        Path file =
                file("instruments:\n- {venue: V, market: SPOT, symbol: A, tickSize: 0.5, lotSize: 1, minQuantity: 2,"
                        + " maxQuantity: 10, minNotional: 0, takerFeeRatio: 0}\n");

        assertThat(InstrumentFile.load(file).get("V|SPOT|A").minLots()).isEqualTo(2);
    }

    @Test
    void readsASavedExchangeInfoOfEachMarket() throws IOException {
        String filters = "\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.10\"},"
                + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.002\",\"maxQty\":\"1000\",\"stepSize\":\"0.001\"},%s]";
        Path usdm = file("{\"timezone\":\"UTC\",\"symbols\":[{\"symbol\":\"币安人生USDT\",\"contractType\":\"PERPETUAL\","
                + filters.formatted("{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"100\"}") + "}]}");
        Instrument perpetual = InstrumentFile.load(usdm).get("BINANCE|USDM|币安人生USDT");
        assertThat(perpetual.minLots()).isEqualTo(2);
        assertThat(perpetual.maxLots()).isEqualTo(1_000_000);
        assertThat(perpetual.minNotional()).isEqualByComparingTo("100");
        assertThat(perpetual.takerFeeRatio()).isEqualByComparingTo("0.0005");

        Path spot = file("{\"symbols\":[{\"symbol\":\"BTCUSDT\",\"isSpotTradingAllowed\":true,"
                + filters.formatted("{\"filterType\":\"NOTIONAL\",\"minNotional\":\"5\"}") + "}]}");
        Instrument bitcoin = InstrumentFile.load(spot).get("BINANCE|SPOT|BTCUSDT");
        assertThat(bitcoin.isShortable()).isFalse();
        assertThat(bitcoin.minNotional()).isEqualByComparingTo("5");
        assertThat(bitcoin.takerFeeRatio()).isEqualByComparingTo("0.001");

        Path coin =
                file("{\"symbols\":[{\"symbol\":\"BTCUSD_PERP\",\"contractType\":\"PERPETUAL\",\"contractSize\":100,"
                        + filters.formatted("{\"filterType\":\"PERCENT_PRICE\"}") + "}]}");
        Instrument inverse = InstrumentFile.load(coin).get("BINANCE|COINM|BTCUSD_PERP");
        assertThat(inverse.isInverse()).isTrue();
        assertThat(inverse.contractMultiplier()).isEqualByComparingTo("100");
    }

    @Test
    void namesTheSymbolOfASavedExchangeInfoWhoseFiltersAreMissing() throws IOException {
        Path file = file("{\"symbols\":[{\"symbol\":\"BTCUSDT\",\"filters\":[]}]}");

        assertThatThrownBy(() -> InstrumentFile.load(file))
                .hasMessageContaining("instruments.yaml: BTCUSDT: filter LOT_SIZE has no stepSize");
    }

    @Test
    void namesTheFileOfAnImpossibleOrUnknownValue() throws IOException {
        Path negative = file("instruments:\n- {venue: V, market: SPOT, symbol: A, tickSize: -1, lotSize: 1,"
                + " minQuantity: 2, maxQuantity: 10, minNotional: 0, takerFeeRatio: 0}\n");
        assertThatThrownBy(() -> InstrumentFile.load(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A: tickSize must be positive, was -1");

        Path unknown = file("instruments:\n- {venue: V, market: SPOT, symbol: A, tickSize: 1, lotSize: 1,"
                + " minQuantity: 2, maxQuantity: 10, minNotional: 0, takerFeeRatio: 0, wink: 1}\n");
        assertThatThrownBy(() -> InstrumentFile.load(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instruments.yaml line 2: A: ")
                .hasMessageContaining("wink");
    }

    @Test
    void refusesWhatARepeatedKeyOrInstrumentWouldHide() throws IOException {
        String entry = "- {venue: V, market: SPOT, symbol: A, tickSize: 0.5, lotSize: 1, minQuantity: 2,"
                + " maxQuantity: 10, minNotional: 0, takerFeeRatio: 0}\n";

        assertThatThrownBy(() -> InstrumentFile.load(file("instruments:\n" + entry + entry)))
                .hasMessageEndingWith("instruments.yaml line 3: V|SPOT|A is listed twice, before in line 2");
        assertThatThrownBy(() -> InstrumentFile.load(file("instruments:\n" + entry.replace("lotSize", "tickSize"))))
                .hasMessageContaining("line 2: instruments[0].tickSize is given twice");
        assertThatThrownBy(
                        () -> InstrumentFile.load(file("instruments:\n" + entry.replace("0.5", "1".repeat(300_000)))))
                .hasMessageContaining("line 2: A: tickSize must be a text or a number of at most 60 characters");
        assertThatThrownBy(() -> InstrumentFile.load(file("instruments:\n" + entry.replace("0.5", ".nan"))))
                .hasMessageContaining("line 2: A: ");
        assertThatThrownBy(() -> InstrumentFile.load(file("{\"instruments\": [null]}")))
                .hasMessageContaining("line 1: an instrument must be keys with values, was null");
    }

    @Test
    void writesInstrumentsWhereThereAreNoneAndRefusesOthers(@TempDir Path folder) {
        Path file = folder.resolve("made").resolve("instruments.json");
        InstrumentCatalog ours = InstrumentFile.binance2024();
        InstrumentCatalog fewer =
                new InstrumentCatalog(ours.all().stream().skip(1).toList());

        InstrumentFile.storeOrRequireSame(file, ours);
        InstrumentFile.storeOrRequireSame(file, ours);

        assertThat(InstrumentFile.load(file).all()).containsExactlyElementsOf(ours.all());
        assertThatThrownBy(() -> InstrumentFile.storeOrRequireSame(file, fewer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + " lists other instruments than this feed has: also ")
                .hasMessageContaining("remove it");
        assertThatThrownBy(() -> InstrumentFile.storeOrRequireSame(file, InstrumentFile.binance2025()))
                .hasMessageContaining(": not ");
    }

    @Test
    void writesAQuoteAssetOnlyWhereTheSymbolDoesNotTellIt() throws IOException {
        Instrument told = InstrumentFile.binance2024().all().get(0);
        Path file = directory.resolve("quoted.json");

        InstrumentFile.store(
                file,
                new InstrumentCatalog(
                        List.of(told, InstrumentFile.binance2024().all().get(1).quotedIn("EUR"))));

        assertThat(InstrumentFile.load(file).all())
                .extracting(Instrument::quoteAsset)
                .containsExactly("USDT", "EUR");
        assertThat(Files.readString(file)).containsOnlyOnce("quoteAsset");
    }
}
