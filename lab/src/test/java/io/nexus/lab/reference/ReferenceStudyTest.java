package io.nexus.lab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.lab.RecordedData;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.Reference;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The shipped reference against the recordings it was fitted to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReferenceStudyTest {
    private ReferenceStudy study;

    @BeforeAll
    void needsTheRecordings() {
        study = new ReferenceStudy(
                LayersConfig.defaults(),
                RecordedData.folder("ticks/binance-2024-08-08"),
                RecordedData.folder("klines"),
                0.6);
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
