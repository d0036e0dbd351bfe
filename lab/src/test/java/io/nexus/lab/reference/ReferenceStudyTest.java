package io.nexus.lab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.lab.RecordedData;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The shipped reference against the recordings it was fitted to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReferenceStudyTest {
    /** What the shipped reference was fitted to; there may be other klines beside them. */
    private static final List<String> FITTED_KLINES = List.of("binance-usdm-1m-2025-05", "binance-usdm-wld-3m-2023");

    private ReferenceStudy study;

    @BeforeAll
    void needsTheRecordings(@TempDir Path klines) throws IOException {
        for (String fitted : FITTED_KLINES) {
            copy(RecordedData.folder("klines/" + fitted), Files.createDirectories(klines.resolve(fitted)));
        }
        study = new ReferenceStudy(
                LayersConfig.defaults(), RecordedData.folder("ticks/binance-2024-08-08"), klines, 0.6);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void fitsAgainWhatShips() {
        Reference fitted = study.fit("again");

        assertThat(fitted.sources()).isEqualTo(Reference.shipped().sources());
        assertThat(fitted.json().lines().filter(line -> !line.contains("fitted")))
                .containsExactlyElementsOf(Reference.shipped()
                        .json()
                        .lines()
                        .filter(line -> !line.contains("fitted"))
                        .toList());
    }

    @Test
    void keepsTheHeldBackCompositeInTheMiddleAndHighNoiseRare() {
        List<CheckedInstrument> rows = study.check();

        assertThat(rows).hasSize(6).allSatisfy(row -> {
            assertThat(row.compositeMean()).as(row.instrument()).isBetween(0.4, 0.6);
            assertThat(row.highNoiseFiredShare()).as(row.instrument()).isLessThan(0.1);
            assertThat(row.crisisPassShare()).as(row.instrument()).isEqualTo(1);
        });
        assertThat(CheckedInstrument.all(rows).highNoiseShare()).isLessThan(0.1);
    }

    @Test
    @Tag("evidence")
    void placesBarsItNeverSawAsItPlacesItsOwn() {
        List<CheckedBars> rows = study.checkBars();

        assertThat(rows).hasSize(16);
        double noisy =
                rows.stream().mapToDouble(CheckedBars::highNoiseShare).average().orElseThrow();
        assertThat(noisy).isCloseTo(0.05, within(0.01));
    }
}
