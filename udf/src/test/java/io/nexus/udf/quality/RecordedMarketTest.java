package io.nexus.udf.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.testkit.RecordedTape;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Layer 1 over recorded minutes of real markets. */
final class RecordedMarketTest {
    @BeforeAll
    static void needsTheRecordings() {
        assumeTrue(Files.isDirectory(RecordedTape.folder()), "recordings are absent: " + RecordedTape.folder());
    }

    @Test
    void agreesWithEveryQuoteOfTheSameUpdateIdOnUsdM() throws Exception {
        Instrument ethereum = RecordedTape.instrument(Market.USDM, "ETHUSDT", "0.01", "0.001");

        QualityState state = run(ethereum, RecordedTape.read(ethereum, "usdm/ethusdt_20240808.gz"));

        assertThat(state.market.crossCheck.compared).isEqualTo(551);
        assertThat(state.market.crossCheck.mismatches).isZero();
        assertThat(state.market.bookGaps).isZero();
    }

    @Test
    void makesTheSameDigestOfTheSameSpotMinutes() throws Exception {
        Instrument ethereum = RecordedTape.instrument(Market.SPOT, "ETHUSDT", "0.01", "0.0001");
        List<Stamped> tape = RecordedTape.read(ethereum, "spot/ethusdt_20240808.gz", "spot/ethusdt_20240809.gz");

        QualityState first = run(ethereum, tape);
        QualityState second = run(ethereum, tape);

        assertThat(first.digest.value).isEqualTo(second.digest.value);
        assertThat(first.digest.records).isEqualTo(tape.size());
        assertThat(first.market.crossCheck.compared).isEqualTo(1056);
        assertThat(first.market.crossCheck.mismatches).isZero();
        assertThat(first.market.session.dayMs).isEqualTo(1_723_161_600_000L);
    }

    private static QualityState run(Instrument instrument, List<Stamped> tape) {
        QualityCore core = new QualityCore(InstrumentScale.of(instrument), MarketQualityConfig.defaults());
        QualityState state = new QualityState();
        for (Stamped stamped : tape) {
            QualityVerdict verdict = core.process(state, stamped, stamped.market(), (closeMs, ticks) -> {});
            Observed observed = core.observed(state, stamped, verdict);
            QualityDigest.add(state.digest, observed);
            assertThat(verdict.skip() == null ? null : verdict.skip().code()).isNotEqualTo(SkipCode.L1_ABORT);
        }
        return state;
    }
}
