package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.testkit.RandomMarket;
import io.nexus.udf.testkit.RecordedTape;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every feature against its naive twin on recorded minutes of real markets. */
final class RecordedTwinsTest {
    private static final int COMPARISONS = 40;
    /** Eleven minutes without liquidations, mark prices or a quarter of an hour of VWAP. */
    private static final int UNRECORDED = 6;

    @BeforeAll
    static void needsTheRecordings() {
        assumeTrue(Files.isDirectory(RecordedTape.folder()), "recordings are absent: " + RecordedTape.folder());
    }

    @Test
    void equalTheirTwinsOnTheUsdMPerpetual() throws Exception {
        compare(RecordedTape.instrument(Market.USDM, "BTCUSDT", "0.1", "0.001"), "usdm/btcusdt_20240808.gz");
    }

    @Test
    void equalTheirTwinsOnSpotAcrossMidnight() throws Exception {
        compare(
                RecordedTape.instrument(Market.SPOT, "ETHUSDT", "0.01", "0.0001"),
                "spot/ethusdt_20240808.gz",
                "spot/ethusdt_20240809.gz");
    }

    @Test
    void equalTheirTwinsOnTheCoinMarginedPerpetualAcrossMidnight() throws Exception {
        compare(
                RecordedTape.instrument(Market.COINM, "BTCUSD_PERP", "0.1", "1"),
                "cm/btcusd_perp_20240808.gz",
                "cm/btcusd_perp_20240809.gz");
    }

    /** The recordings have no history: the bars before them are simulated. */
    private static void compare(Instrument instrument, String... files) throws Exception {
        List<Stamped> records = RecordedTape.read(instrument, files);
        long startMs = records.get(0).feedTimeMs();
        Twins twins = new Twins(InstrumentScale.of(instrument));

        new RandomMarket(instrument, 1, startMs, 0)
                .history(1500, firstTrade(records))
                .forEach(twins::tell);
        for (int i = 0; i < records.size(); i++) {
            twins.tell(records.get(i));
            if (i % (records.size() / COMPARISONS) == 0) {
                twins.compare();
            }
        }

        assertThat(twins.compared).isGreaterThan(COMPARISONS * 9 / 10);
        assertThat(twins.known.keySet()).hasSizeGreaterThan(FeatureSchema.SIZE - UNRECORDED);
    }

    private static long firstTrade(List<Stamped> records) {
        return records.stream()
                .map(stamped -> stamped.market().trade())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .priceTicks();
    }
}
