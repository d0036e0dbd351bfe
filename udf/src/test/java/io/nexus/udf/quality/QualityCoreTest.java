package io.nexus.udf.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.testkit.References;
import io.nexus.udf.testkit.Tape;
import org.junit.jupiter.api.Test;

final class QualityCoreTest {
    private final QualityState state = new QualityState();

    private static MarketQualityConfig config(double minScore, double minLiquidity) {
        MarketQualityConfig d = MarketQualityConfig.defaults();
        return new MarketQualityConfig(
                minScore,
                minLiquidity,
                d.maxExchangeAgeMs(),
                d.formulaShare(),
                d.ownVolatilityShare(),
                d.orderNotionalUsd(),
                d.crisisSigmas(),
                d.noisePercentile(),
                d.switchMargin(),
                d.switchMs(),
                d.voteMode(),
                d.voteMargin(),
                d.coldMs(),
                d.coldHourBars(),
                d.coldMinuteBars(),
                d.countsEveryMs(),
                d.formula());
    }

    private QualityVerdict lastOf(Tape tape, MarketQualityConfig config) {
        QualityCore core = new QualityCore(InstrumentScale.of(Tape.instrument()), config, References.ofThinMarkets());
        QualityVerdict last = QualityVerdict.NONE;
        for (Stamped stamped : tape.records) {
            QualityVerdict verdict = core.process(state, stamped, stamped.market(), (closeMs, ticks) -> {});
            last = stamped.isEvaluation() ? verdict : last;
        }
        return last;
    }

    private static Tape tape() {
        return new Tape(Tape.START_MS, 600_000);
    }

    @Test
    void passesAnOrdinaryMarketWithFactsAndAssessment() {
        QualityVerdict verdict = lastOf(tape().backFill().snapshot(1000, 1000).quiet(60_000), config(0, 0));

        assertThat(verdict.skip()).isNull();
        assertThat(verdict.facts().features()).hasSize(65).doesNotContain(Double.NaN);
        assertThat(verdict.facts().isCold()).isTrue();
        assertThat(verdict.assessment().isQualityModelServing()).isFalse();
        assertThat(verdict.assessment().mqScore())
                .isEqualTo(
                        FormulaConfig.defaults().composite(verdict.assessment().dimensions()));
    }

    @Test
    void isWarmAfterHalfAnHourOfEventsAndThirtyDaysOfHours() {
        QualityVerdict cold = lastOf(tape().backFill().snapshot(1000, 1000).quiet(60_000), config(0, 0));
        QualityState fresh = new QualityState();
        state.market = fresh.market;

        QualityVerdict warm = lastOf(tape().backFill().snapshot(1000, 1000).quiet(1_800_200), config(0, 0));

        assertThat(cold.facts().isCold()).isTrue();
        assertThat(warm.facts().isCold()).isFalse();
    }

    @Test
    void staysColdAfterHalfAnHourOfEventsIfItsBarsEndBeforeThem() {
        Tape old = new Tape(Tape.START_MS - 86_400_000L * 365, 600_000).backFill();
        Tape tape = tape();
        old.records.forEach(bar -> tape.bar(bar.market().bar()));

        QualityVerdict verdict = lastOf(tape.snapshot(1000, 1000).quiet(2_700_000), config(0, 0));

        assertThat(verdict.facts().isCold()).isTrue();
        assertThat(state.market.hour.atrTicks()).isNaN();
    }

    @Test
    void skipsWhileTheBookIsOutOfSequence() {
        QualityVerdict verdict = lastOf(tape().quote(5, 5), config(0, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_BOOK_INVALID);
        assertThat(verdict.assessment()).isNull();
        assertThat(verdict.facts()).isNull();
    }

    @Test
    void skipsALowScoreButStillAssesses() {
        QualityVerdict verdict = lastOf(tape().snapshot(1000, 1000).quiet(5000), config(0.99, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_LOW_SCORE);
        assertThat(verdict.skip().limit()).isEqualTo(0.99);
        assertThat(verdict.skip().value()).isEqualTo(verdict.assessment().mqScore());
        assertThat(verdict.skip().detail()).contains("mqScore=").contains("limit=0.99");
        assertThat(verdict.skip().models()).isEqualTo("0:rules:FALLBACK,2:rules:FALLBACK");
    }

    @Test
    void skipsABookTooThinForItsOrdersHoweverUsualThatIs() {
        QualityVerdict verdict = lastOf(tape().snapshot(1, 1).quiet(100), config(0, 0.35));

        // 70 lots of 60 USD against twenty orders of 1,000 USD
        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_LOW_LIQUIDITY);
        assertThat(verdict.skip().value()).isCloseTo(1 + Math.log10(4200.0 / 20_000), within(1e-6));
    }

    @Test
    void abortsWhenAFeatureIsNotFinite() {
        Tape tape = tape().snapshot(1000, 1000).quiet(15_000);
        lastOf(tape, config(0, 0));
        state.market.flow.touch.sum = Double.NaN;
        tape.records.clear();

        QualityVerdict verdict = lastOf(tape.buy(5), config(0, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_ABORT);
        assertThat(verdict.skip().detail()).isEqualTo("feature ofi_1=NaN");
        assertThat(verdict.skip().models()).isEmpty();
        assertThat(verdict.assessment()).isNull();
    }

    @Test
    void skipsACrashAsACrisis() {
        Tape tape = tape().snapshot(1000, 1000).choppy(200_000, 2);
        tape.move(-3000).snapshot(1000, 1000).pass(200).quote(1000, 1000);

        QualityVerdict verdict = lastOf(tape, config(0, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_CRISIS);
        assertThat(verdict.assessment()).isNotNull();
    }

    @Test
    void refusesAFreshlySignedEventThatTheVenueMadeLongAgo() {
        Tape tape = tape().snapshot(1000, 1000).quiet(5000);
        MarketEvent fresh = tape.buy(5).records.get(tape.records.size() - 1).market();
        tape.pass(20_000).add(again(fresh, tape.timeMs));

        QualityVerdict verdict = lastOf(tape, config(0, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L0_OLD_EXCHANGE_EVENT);
        assertThat(verdict.skip().value()).isEqualTo(20_000);
    }

    private static MarketEvent again(MarketEvent event, long feedTimeMs) {
        return new MarketEvent(
                MarketEventKind.TRADE,
                event.instrument(),
                event.sequence() + 1,
                feedTimeMs,
                event.exchangeTimeMs(),
                feedTimeMs,
                false,
                Freshness.FRESH,
                event.trade(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
