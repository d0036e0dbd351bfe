package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.Side;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.testkit.Tape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarketUpdateTest {
    private static final InstrumentScale SCALE = InstrumentScale.of(Tape.instrument());
    private final List<Long> hours = new ArrayList<>();

    private MarketContext after(Tape tape) {
        MarketContext market = new MarketContext();
        MarketUpdate update = new MarketUpdate(SCALE);
        for (Stamped stamped : tape.records) {
            update.apply(market, stamped.market(), stamped.feedTimeMs(), (closeMs, ticks) -> hours.add(closeMs));
        }
        return market;
    }

    private static Tape tape() {
        return new Tape(Tape.START_MS, 600_000);
    }

    @Test
    void takesTheTouchFromQuoteOrDepthWhicheverIsNewer() {
        Tape tape = tape().snapshot(1000, 1000).move(10).quote(7, 8);
        MarketContext byQuote = after(tape);

        MarketContext byDepth = after(tape.move(-10).depth(3, 4));

        assertThat(byQuote.bidTicks).isEqualTo(600_009);
        assertThat(byQuote.bidLots).isEqualTo(7);
        assertThat(byDepth.bidTicks).isEqualTo(599_999);
        assertThat(byDepth.askLots).isEqualTo(4);
    }

    @Test
    void closesEverySecondAndMinuteThatWasDueBeforeTheNextEvent() {
        Tape tape = tape().snapshot(1000, 1000).pass(300).buy(5).pass(125_000).sell(5);

        MarketContext market = after(tape);

        assertThat(market.seconds.count).isEqualTo(125);
        assertThat(market.minutes.count).isEqualTo(2);
        assertThat(market.minutes.volume[0]).isEqualTo(5);
        assertThat(market.minutes.volume[1]).isZero();
        assertThat(market.minutes.close[1]).isEqualTo(600_000);
        assertThat(market.minutes.currentVolume).isEqualTo(5);
    }

    @Test
    void tellsOfHoursOfTheFeedAndOfItsOwn() {
        Tape tape = tape().backFill().snapshot(1000, 1000);
        for (int i = 0; i < 6; i++) {
            tape.pass(600_000).quiet(200);
        }

        MarketContext market = after(tape);

        assertThat(hours).hasSize(721).isSorted().last().isEqualTo(Tape.START_MS + 3_600_000);
        assertThat(market.hour.atrTicks()).isPositive();
        assertThat(market.hour.trendSlope()).isFinite();
    }

    @Test
    void refusesABarWhosePlaceIsTakenAndCountsIt() {
        Bar bar = new Bar(60_000, Tape.START_MS - 60_000, 10, 12, 9, 11, 5, 2, 3);

        MarketContext market = after(tape().bar(bar).bar(bar));

        assertThat(market.minutes.count).isEqualTo(1);
        assertThat(market.barsRefused).isEqualTo(1);
    }

    @Test
    void startsTheSessionVwapAnewAtMidnight() {
        Tape tape = new Tape(Tape.START_MS + 86_400_000 - 1000, 600_000).snapshot(1000, 1000);
        tape.trade(Side.BUY, 500_000, 10).pass(2000).trade(Side.BUY, 600_000, 10);

        MarketContext market = after(tape);

        assertThat(market.session.vwapTicks()).isEqualTo(600_000);
        assertThat(market.session.volume).isEqualTo(10);
    }

    @Test
    void countsAGapAndKeepsTheQuotesTouchUntilTheNextSnapshot() {
        Tape tape = tape().snapshot(1000, 1000).depth(1000, 1000);
        tape.depthAfter(77, 1000, 1000).quote(9, 9);

        MarketContext market = after(tape);

        assertThat(market.bookGaps).isEqualTo(1);
        assertThat(market.book.hasTouch()).isFalse();
        assertThat(market.hasTouch).isTrue();
        assertThat(after(tape.snapshot(5, 5)).book.hasTouch()).isTrue();
    }

    @Test
    void flagsExactlyTheFeaturesWhoseDataTheFeedLacks() {
        MarketContext market = after(tape().backFill().snapshot(1000, 1000).quiet(1_000_000));
        Features features = new Features(SCALE);

        assertThat(features.compute(market)).as(features.failure()).isTrue();

        List<String> missing = new ArrayList<>();
        for (int i = 0; i < FeatureSchema.SIZE; i++) {
            if (market.isMissing(i)) {
                missing.add(FeatureSchema.NAMES.get(i));
                assertThat(features.values()[i]).isFinite();
            }
        }
        assertThat(missing).doesNotContain("ret_1h", "adx14", "garch", "vwap_dev_15m", "depth_bid", "mlofi_5");
        assertThat(missing).contains("basis", "vpin_pct", "liq_net");
    }

    @Test
    void knowsTheBasisOnceMarkAndIndexCome() {
        Tape tape =
                tape().snapshot(1000, 1000).mark(new MarkPrice(60_003, 59_994)).funding(new FundingRate(1e-4, 0));
        MarketContext market = after(tape.quiet(5000));
        Features features = new Features(SCALE);

        features.compute(market);

        int basis = FeatureSchema.indexOf("basis");
        assertThat(market.isMissing(basis)).isFalse();
        assertThat(features.values()[basis]).isCloseTo(1.0, within(0.001));
        assertThat(market.fundingRateRatio).isEqualTo(1e-4);
    }

    @Test
    void namesTheFeatureThatIsNotFinite() {
        MarketContext market = after(tape().snapshot(1000, 1000).quiet(5000));
        market.bidTicks = market.askTicks;
        market.tape.lastTicks = 0;
        Features features = new Features(SCALE);

        assertThat(features.compute(market)).isFalse();

        assertThat(features.failure()).startsWith("last_vs_mid=");
    }

    @Test
    void measuresDepthSpreadAndTheCostOfWalkingTheBook() {
        MarketContext market = after(tape().snapshot(100, 100));

        market.depth.measure(market.book, SCALE);

        assertThat(market.spreadBps()).isCloseTo(2 / 600_000.0 * 1e4, within(1e-9));
        assertThat(market.depth.isKnown).isTrue();
        assertThat(market.depth.bidLots).isEqualTo(100L * (5 + 30));
        // 6,000 USD at one tick from the mid, 4,000 at two
        assertThat(market.depth.impactBps).isCloseTo((0.6 * 1 + 0.4 * 2) / 600_000 * 1e4, within(1e-6));
    }

    @Test
    void leavesTheMinutesOfASilenceOutUntilBarsOfTheFeedFillThem() {
        Tape tape = tape().snapshot(1000, 1000).quiet(125_000).pass(20 * 60_000).quiet(1000);
        MarketContext market = after(tape);
        long before = market.minutes.count;
        long openMs = market.minutes.lastCloseMs;

        assertThat(before).isEqualTo(2);
        assertThat(openMs).isEqualTo(Tape.START_MS + 120_000);
        assertThat(market.minutes.currentOpenMs).isEqualTo(Tape.START_MS + 22 * 60_000);

        MarketUpdate update = new MarketUpdate(SCALE);
        for (int i = 0; i < 20; i++) {
            Bar bar = new Bar(60_000, openMs + i * 60_000L, 600_100, 600_200, 600_000, 600_100, 5, 2, 1);
            tape.records.clear();
            update.apply(market, tape.bar(bar).records.get(0).market(), tape.timeMs, (closeMs, ticks) -> {});
        }
        assertThat(market.barsRefused).isZero();
        assertThat(market.minutes.count).isEqualTo(before + 20);
        assertThat(market.minutes.lastCloseMs).isEqualTo(market.minutes.currentOpenMs);
        assertThat(market.minutes.isContiguous()).isTrue();
    }

    @Test
    void fillsAShortSilenceWithTheLastPrice() {
        MarketContext market = after(
                tape().snapshot(1000, 1000).quiet(65_000).pass(10 * 60_000).quiet(1000));

        assertThat(market.minutes.count).isEqualTo(11);
        assertThat(market.minutes.isContiguous()).isTrue();
    }

    /** A day of one-minute bars and 30 days of one-hour bars that end so long before the feed, then 45 minutes of it. */
    private MarketContext afterBarsThatEnd(long beforeMs) {
        Tape tape = new Tape(Tape.START_MS - beforeMs, 600_000).backFill();
        List<Stamped> bars = List.copyOf(tape.records);
        Tape live = new Tape(Tape.START_MS, 600_000);
        bars.forEach(bar -> live.bar(bar.market().bar()));
        return after(live.snapshot(1000, 1000).quiet(45_000));
    }

    private static List<String> known(MarketContext market, String... names) {
        new Features(SCALE).compute(market);
        return List.of(names).stream()
                .filter(name -> !market.isMissing(FeatureSchema.indexOf(name)))
                .toList();
    }

    private static final String[] OF_BARS = {
        "rsi14",
        "macd_h",
        "ema9_21",
        "ema21_50",
        "adx14",
        "di_diff",
        "garch",
        "parkinson",
        "stoch14",
        "va_pos",
        "dist_poc",
        "pos_15m",
        "pos_24h",
        "rv_1h",
        "ret_1h",
        "vol_tod_5m"
    };

    @Test
    void barsThatReachTheFirstEventTellTheirFeatures() {
        MarketContext market = afterBarsThatEnd(0);

        assertThat(known(market, OF_BARS)).contains("rsi14", "macd_h", "adx14", "garch", "va_pos", "pos_24h");
        assertThat(market.minutes.unbroken()).isEqualTo(1440);
        assertThat(market.hours.recent()).isEqualTo(720);
        assertThat(market.barsTaken).isEqualTo(720 + 1440);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000, 86_400_000L, 365 * 86_400_000L})
    void barsThatEndBeforeTheFirstEventTellNoFeature(long beforeMs) {
        MarketContext market = afterBarsThatEnd(beforeMs);

        assertThat(known(market, OF_BARS)).isEmpty();
        assertThat(market.minutes.unbroken()).isZero();
        assertThat(market.minute.ema200.count).isZero();
        assertThat(market.halfHour.isKnown()).isFalse();
        assertThat(market.hour.atrTicks()).isNaN();
        assertThat(market.hours.recent()).isEqualTo(beforeMs > 86_400_000 ? 0 : 720);
    }

    @Test
    void oneMissingMinuteBeforeTheFirstEventIsAHole() {
        Tape tape = tape().backFill();
        tape.records.removeIf(bar -> bar.market().bar().openTimeMs() == Tape.START_MS - 60_000);

        MarketContext market = after(tape.snapshot(1000, 1000).quiet(45_000));

        assertThat(known(market, OF_BARS)).isEmpty();
        assertThat(market.hour.atrTicks()).isPositive();
    }

    @Test
    void indicatorsAfterAHoleAreThoseOfTheBarsSinceIt() {
        MarketContext broken = after(tape().snapshot(1000, 1000)
                .choppy(200_000, 40)
                .move(5000)
                .pass(3 * 86_400_000L)
                .snapshot(1000, 1000)
                .choppy(1_260_000, 2));
        MarketContext fresh = after(new Tape(Tape.START_MS + 200_000 + 3 * 86_400_000L, 605_000)
                .snapshot(1000, 1000)
                .choppy(1_260_000, 2));

        assertThat(broken.minute.rsi).usingRecursiveComparison().isEqualTo(fresh.minute.rsi);
        assertThat(broken.minute.movement).usingRecursiveComparison().isEqualTo(fresh.minute.movement);
        assertThat(broken.minute.ema200).usingRecursiveComparison().isEqualTo(fresh.minute.ema200);
        assertThat(broken.minute.macdSignal).usingRecursiveComparison().isEqualTo(fresh.minute.macdSignal);
        assertThat(broken.minute.garch).usingRecursiveComparison().isEqualTo(fresh.minute.garch);
        assertThat(broken.profile.pointOfControl).isEqualTo(fresh.profile.pointOfControl);
        assertThat(broken.profile.valueAreaTicks()).isEqualTo(fresh.profile.valueAreaTicks());
        assertThat(broken.fiveMinuteRsi).usingRecursiveComparison().isEqualTo(fresh.fiveMinuteRsi);
    }

    @Test
    void aHoleAmongTheBarsOfTheFeedStartsIndicatorsAnewToo() {
        Tape tape = tape().backFill();
        tape.records.removeIf(bar -> bar.market().bar().intervalMs() == 60_000
                && bar.market().bar().openTimeMs() == Tape.START_MS - 10 * 60_000);

        MarketContext market = after(tape.snapshot(1000, 1000).quiet(45_000));

        assertThat(market.minute.ema9.count).isEqualTo(9);
        assertThat(known(market, OF_BARS)).containsExactly("va_pos", "dist_poc");
    }

    @Test
    void aLateFirstTouchIsNoHole() {
        MarketContext market =
                after(tape().backFill().pass(130_000).snapshot(1000, 1000).quiet(1000));

        assertThat(market.minutes.unbroken()).isEqualTo(1442);
        assertThat(known(market, "rsi14", "garch", "va_pos")).hasSize(3);
    }

    @Test
    void aDayThatIsNotWholeLeavesNoVpin() {
        MarketContext market = after(tape().backFill().snapshot(1000, 1000));
        market.vpin.day(5000);
        for (int i = 0; i < 100; i++) {
            market.vpin.trade(100, true);
        }
        assertThat(market.vpin.isKnown()).isTrue();

        market.vpin.day(0);

        assertThat(market.vpin.isKnown()).isFalse();
    }
}
