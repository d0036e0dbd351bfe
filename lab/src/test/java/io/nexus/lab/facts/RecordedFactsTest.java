package io.nexus.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.recorded.FeedRecorder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.lab.RecordedData;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulationConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedFactsTest {
    private static final long START_MS = 1_760_040_000_000L;
    private static final long SPAN_MS = 120_000;

    @TempDir
    Path folder;

    @Test
    void aRecordingHasTheFactsOfWhatWasRecorded() {
        TickMeter last40 = new TickMeter(Market.USDM, START_MS + (long) (0.6 * SPAN_MS), START_MS + SPAN_MS);
        MarketSimulator simulator =
                new MarketSimulator(SimulationConfig.defaults().withInstruments(1), 5, START_MS);
        try (FeedRecorder recorder = new FeedRecorder(folder, new InstrumentCatalog(simulator.instruments()))) {
            MarketEvent event = simulator.next();
            for (; event.feedTimeMs() < START_MS + SPAN_MS - 1; event = simulator.next()) {
                recorder.record(FeedMessage.of(event));
                last40.take(event);
            }
            MarketEvent last = event.receivedAt(START_MS + SPAN_MS - 1);
            recorder.record(FeedMessage.of(last));
            last40.take(last);
        }

        Map<Market, List<StylizedFacts>> measured = new RecordedTicks(folder).measure(Part.HELD_BACK);

        assertThat(measured).containsOnlyKeys(Market.USDM);
        assertThat(measured.get(Market.USDM)).hasSize(1);
        assertThat(measured.get(Market.USDM).get(0).numbers())
                .isEqualTo(StylizedFacts.ofTicks(last40).numbers());
    }

    @Test
    void partsOfBarsAreSplitByTime() throws IOException {
        StringBuilder rows = new StringBuilder("open_time,open,high,low,close,volume\n");
        double close = 100;
        for (int i = 0; i < 1_000; i++) {
            close *= Math.exp((i < 600 ? 1e-4 : 3e-4) * (i % 2 == 0 ? 1 : -1));
            rows.append(60_000L * i).append(",1,1,1,").append(close).append(",1\n");
        }
        bars("AAAUSDT", rows.toString());
        RecordedBars bars = new RecordedBars(folder);

        assertThat(deviationBps(bars, Part.FITTED)).isCloseTo(1, within(0.01));
        assertThat(deviationBps(bars, Part.HELD_BACK)).isCloseTo(3, within(0.01));
    }

    private static double deviationBps(RecordedBars bars, Part part) {
        return bars.measure(part).get(0).numbers().get("minuteReturnDeviationBps");
    }

    @Test
    void barsWithAGapAreRefused() throws IOException {
        bars("AAAUSDT", "open_time,open,high,low,close,volume\n0,1,1,1,1,1\n120000,1,1,1,1,1\n");

        assertThatThrownBy(() -> new RecordedBars(folder))
                .hasMessageContaining("expected the bar of 60000, was 120000");
    }

    @Test
    void foldersWithoutBarsAreRefused() {
        assertThatThrownBy(() -> new RecordedBars(folder)).hasMessageContaining("holds no bars");
    }

    private void bars(String symbol, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(symbol + "-1m.csv.gz")))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void realPerpetualsHaveTheFactsThatBooksTell() {
        Path ticks = RecordedData.folder("ticks/binance-2024-08-08");

        Map<String, Double> usdm =
                Averages.ofAll(new RecordedTicks(ticks).measure(Part.FITTED).get(Market.USDM));

        assertThat(usdm.get("spreadMeanTicks")).isBetween(1.0, 1.1);
        assertThat(usdm.get("arrival-gaps")).isGreaterThan(1.5);
        assertThat(usdm.get("sign-memory")).isBetween(0.1, 0.5);
        assertThat(usdm.get("ofi-return")).isBetween(0.3, 0.8);
        assertThat(usdm.get("cancel-to-trade")).isGreaterThan(3);
    }

    @Test
    void realReturnsHaveFatTailsAndClusteredVolatility() {
        RecordedBars bars = new RecordedBars(RecordedData.folder("klines/binance-usdm-1m-2025-05"));

        Map<String, Double> usdm = Averages.ofAll(bars.measure(Part.WHOLE));

        assertThat(usdm.get("tail-index")).isBetween(2.5, 4.5);
        assertThat(usdm.get("volatility-memory")).isBetween(0.1, 0.3);
    }
}
