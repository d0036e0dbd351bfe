package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    void namesTheFileOfAnImpossibleOrUnknownValue() throws IOException {
        Path negative = file("instruments:\n- {venue: V, market: SPOT, symbol: A, tickSize: -1, lotSize: 1,"
                + " minQuantity: 2, maxQuantity: 10, minNotional: 0, takerFeeRatio: 0}\n");
        assertThatThrownBy(() -> InstrumentFile.load(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A: tickSize must be positive, was -1");

        Path unknown = file("instruments:\n- {venue: V, wink: 1}\n");
        assertThatThrownBy(() -> InstrumentFile.load(unknown))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("instruments.yaml");
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
