package io.nexus.udf.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.testkit.References;
import io.nexus.udf.testkit.Tape;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QualityCoreTest {
    private final QualityState state = new QualityState();

    private static MarketQualityConfig config(double minScore, double minLiquidity) {
        MarketQualityConfig d = MarketQualityConfig.defaults();
        return config(minScore, minLiquidity, d.coldHourBars(), d.coldMinuteBars());
    }

    private static MarketQualityConfig config(
            double minScore, double minLiquidity, int coldHourBars, int coldMinuteBars) {
        MarketQualityConfig d = MarketQualityConfig.defaults();
        return new MarketQualityConfig(
                minScore,
                minLiquidity,
                d.maxExchangeAgeMs(),
                d.maxBookSilenceMs(),
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
                coldHourBars,
                coldMinuteBars,
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

    /** Two days are missing in the hours, 572 before the feed; a minute is missing 659 before it. */
    @ParameterizedTest
    @CsvSource({"500, 600, false", "600, 600, true", "500, 1000, true"})
    void onlyBarsSinceTheNewestHoleMakeItWarm(int coldHourBars, int coldMinuteBars, boolean isCold) {
        Tape tape = tape().backFill();
        tape.records.remove(720 + 780);
        tape.records.subList(100, 148).clear();

        QualityVerdict verdict =
                lastOf(tape.snapshot(1000, 1000).quiet(1_800_200), config(0, 0, coldHourBars, coldMinuteBars));

        assertThat(state.market.hours.count).isGreaterThan(600);
        assertThat(state.market.minutes.count).isGreaterThan(1000);
        assertThat(state.market.hour.atrTicks()).isPositive();
        assertThat(verdict.facts().isCold()).isEqualTo(isCold);
    }

    @Test
    void skipsWhileTheBookIsOutOfSequence() {
        QualityVerdict verdict = lastOf(tape().quote(5, 5), config(0, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_BOOK_INVALID);
        assertThat(verdict.assessment()).isNull();
        assertThat(verdict.facts()).isNull();
    }

    /** Every 100 ms a trade, and a quote too if asked for; no depth. */
    private static Tape withoutDepth(Tape tape, long ms, boolean hasQuotes) {
        for (long until = tape.timeMs + ms; tape.timeMs < until; tape.pass(100)) {
            tape.trade(Side.SELL, tape.mid - 100, 5);
            if (hasQuotes) {
                tape.quote(1000, 1000);
            }
        }
        return tape;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void skipsWhileChangesComeButNoneOfTheBook(boolean hasQuotes) {
        Tape tape = withoutDepth(tape().snapshot(1000, 1000).quiet(5000), 10_900, hasQuotes);

        QualityVerdict before = lastOf(tape, config(0, 0));
        tape.records.clear();
        QualityVerdict after = lastOf(withoutDepth(tape, 1000, hasQuotes), config(0, 0));
        tape.records.clear();
        QualityVerdict again = lastOf(tape.depth(1000, 1000), config(0, 0));

        assertThat(before.skip()).isNull();
        assertThat(after.skip().code()).isEqualTo(SkipCode.L1_BOOK_SILENT);
        assertThat(after.skip().value()).isBetween(10_001.0, 11_000.0);
        assertThat(after.skip().limit()).isEqualTo(10_000);
        assertThat(again.skip()).isNull();
    }

    @Test
    void aMarketInWhichNothingHappensIsNotSilent() {
        Tape tape = tape().snapshot(1000, 1000)
                .quiet(5000)
                .depth(1000, 1000)
                .pass(10)
                .buy(5);
        lastOf(tape, config(0, 0));
        tape.records.clear();

        QualityVerdict verdict =
                lastOf(tape.pass(60_000).mark(new MarkPrice(60_000, 60_000)).buy(5), config(0, 0));

        assertThat(verdict.skip()).isNull();
    }

    @Test
    void aBookThatIsOnlyRepeatedStaysSilent() {
        Tape tape = withoutDepth(tape().snapshot(1000, 1000).quiet(5000), 12_000, true);
        BookUpdate known = tape.records.stream()
                .map(stamped -> stamped.market().book())
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .orElseThrow();
        tape.add(MarketEvent.received(
                MarketEventKind.BOOK_SNAPSHOT,
                Tape.KEY,
                tape.timeMs,
                tape.timeMs,
                new BookUpdate(
                        known.lastUpdateId(),
                        known.lastUpdateId(),
                        0,
                        known.bidTicks(),
                        known.bidLots(),
                        known.askTicks(),
                        known.askLots())));

        QualityVerdict verdict = lastOf(withoutDepth(tape, 500, true), config(0, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_BOOK_SILENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void marksByTheTradesWhileNeitherBookNorQuoteTellTheTouch(boolean hasQuote) {
        Tape tape = tape().snapshot(1000, 1000);
        if (hasQuote) {
            tape.quote(1000, 1000);
        } else {
            tape.add(MarketEvent.bookGap(Tape.KEY, 0, tape.timeMs, 0));
        }
        withoutDepth(tape, 10_900, false);
        Observed before = observed(tape);
        tape.records.clear();
        Observed after = observed(withoutDepth(tape, 2000, false));

        assertThat(before.hasTouch()).isEqualTo(hasQuote);
        assertThat(before.bidTicks()).isEqualTo(599_999);
        assertThat(after.hasTouch()).isTrue();
        assertThat(after.bidTicks()).isEqualTo(599_900);
        assertThat(after.askTicks()).isEqualTo(599_902);
    }

    private Observed observed(Tape tape) {
        QualityCore core =
                new QualityCore(InstrumentScale.of(Tape.instrument()), config(0, 0), References.ofThinMarkets());
        Observed last = null;
        for (Stamped stamped : tape.records) {
            QualityVerdict verdict = core.process(state, stamped, stamped.market(), (closeMs, ticks) -> {});
            last = core.observed(state, stamped, verdict);
        }
        return last;
    }

    @Test
    void aRefusedChangeOfTheBookInvalidatesItUntilTheNextSnapshot() {
        Tape tape = tape().snapshot(1000, 1000).quiet(5000);
        tape.add(MarketEvent.bookGap(Tape.KEY, 0, tape.timeMs, 0)).pass(100).quiet(1000);

        QualityVerdict lost = lastOf(tape, config(0, 0));
        tape.records.clear();
        QualityVerdict found = lastOf(tape.pass(100).snapshot(1000, 1000), config(0, 0));

        assertThat(lost.skip().code()).isEqualTo(SkipCode.L1_BOOK_INVALID);
        assertThat(state.market.bookGaps).isEqualTo(1);
        assertThat(found.skip()).isNull();
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
    void skipsAMarketOfNoise() {
        Tape tape = tape().snapshot(1000, 1000).choppy(310_000, 2);
        lastOf(tape, config(0, 0));
        state.market.jumps.noiseLevel = 0.9999;
        tape.records.clear();

        QualityVerdict verdict = lastOf(tape.buy(5), config(0, 0));

        assertThat(verdict.skip().code()).isEqualTo(SkipCode.L1_HIGH_NOISE);
        assertThat(verdict.skip().limit()).isEqualTo(0.95);
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
